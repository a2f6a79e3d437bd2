namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>One process from start to end.</summary>
/// <param name="Seconds">Wall time, start-up included.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Cost">What it took; null for a process that is not .NET.</param>
public sealed record ProcessRun(double Seconds, string Output, ProcessCost? Cost);
