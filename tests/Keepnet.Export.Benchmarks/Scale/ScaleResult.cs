namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>How a night went.</summary>
/// <param name="Seconds">From the first company to the last.</param>
/// <param name="Calls">Sent, refused ones included.</param>
/// <param name="Refused">Answered 429.</param>
/// <param name="InstanceSeconds">Instances times the time each was up.</param>
public sealed record ScaleResult(double Seconds, long Calls, long Refused, double InstanceSeconds);
