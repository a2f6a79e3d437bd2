namespace Keepnet.Export.CrashHarness;

/// <summary>How to torture the exporter.</summary>
public sealed record KillOptions
{
    /// <summary>Kills to make, each of a process that was at work.</summary>
    public int Kills { get; init; } = 100;

    /// <summary>Processes to put to sleep in the middle of their work while another one takes their run up.</summary>
    public int Pauses { get; init; }

    public int Companies { get; init; } = 12;

    /// <summary>Decides about the instants, as shares of an undisturbed run.</summary>
    public int Seed { get; init; }

    /// <summary>What every answer of the tenant takes at least, so that a run lasts long enough to be hit anywhere.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(3);
}
