namespace Keepnet.Export.Queueing;

/// <summary>Which delivery of a company's message this is.</summary>
/// <param name="Number">From 1; put-offs because of throttling do not count.</param>
/// <param name="FirstSeen">When the message was delivered first.</param>
public sealed record Delivery(int Number, DateTimeOffset FirstSeen);
