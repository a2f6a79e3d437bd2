namespace Keepnet.Export.Benchmarks.FanOut;

/// <summary>What came of putting a run's messages on the queue.</summary>
/// <param name="Messages">One per company.</param>
/// <param name="Batches">Requests to the queue.</param>
/// <param name="Bytes">Of all messages with their properties.</param>
/// <param name="Seconds">From the wish to the last message.</param>
public sealed record FanOutWork(long Messages, long Batches, long Bytes, double Seconds);
