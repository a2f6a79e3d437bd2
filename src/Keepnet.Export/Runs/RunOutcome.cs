namespace Keepnet.Export.Runs;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    Succeeded,
    Partial,
    Failed,

    /// <summary>A person has to mend something first; resumable if there is a plan.</summary>
    Stopped,

    /// <summary>Interrupted; resumable if there is a plan.</summary>
    Canceled,
}
