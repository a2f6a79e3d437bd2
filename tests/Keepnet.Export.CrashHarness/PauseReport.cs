namespace Keepnet.Export.CrashHarness;

/// <summary>What came of it.</summary>
/// <param name="Pauses">Processes that were put to sleep.</param>
/// <param name="AtLock">Those that held a lock meanwhile, so that the other process could not end before they woke up.</param>
/// <param name="Looks">Exports that the reader looked at.</param>
/// <param name="Problems">What was not as it must be; empty when all were survived.</param>
public sealed record PauseReport(int Pauses, int AtLock, int Looks, IReadOnlyList<string> Problems);
