namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>What the tenant did for one client.</summary>
/// <param name="Requests">Answered, token calls included.</param>
/// <param name="Bytes">Of bodies sent.</param>
/// <param name="MostInFlight">Requests at once.</param>
/// <param name="ProcessorSeconds">What serving them took of the machine.</param>
/// <param name="FirstRequestAt">When the first of them came; null when none did.</param>
public sealed record ServerWork(long Requests, long Bytes, int MostInFlight, double ProcessorSeconds, DateTimeOffset? FirstRequestAt);
