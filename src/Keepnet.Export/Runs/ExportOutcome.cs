namespace Keepnet.Export.Runs;

/// <summary>How one company ended in a run.</summary>
public enum ExportOutcome
{
    /// <summary>Everything asked for is written.</summary>
    Succeeded,

    /// <summary>Something failed, the rest is written.</summary>
    Partial,

    /// <summary>Nothing was asked for: the company is closed to outside access, or a filter leaves it out.</summary>
    Skipped,

    /// <summary>Nothing is written.</summary>
    Failed,
}
