namespace Keepnet.Export.CrashHarness;

/// <summary>What came of it.</summary>
/// <param name="Kills">Kills made.</param>
/// <param name="OfResumed">Those that hit a process that was resuming a run.</param>
/// <param name="BeforePlan">Those that came before there was a plan.</param>
/// <param name="AfterSummary">Those that came after the summary was written.</param>
/// <param name="Stores">Stores that were checked, each after its last resume.</param>
/// <param name="Problems">What was not as it must be; empty when all were survived.</param>
public sealed record KillReport(int Kills, int OfResumed, int BeforePlan, int AfterSummary, int Stores, IReadOnlyList<string> Problems);
