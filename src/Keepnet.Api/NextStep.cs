namespace Keepnet.Api;

/// <summary>What must happen after a failure.</summary>
public enum NextStep
{
    /// <summary>A person has to mend settings or permissions; every further call would fail alike.</summary>
    FixSettings,

    /// <summary>The same call may succeed later.</summary>
    TryLater,

    /// <summary>This company, report or widget cannot be had; go on with the next.</summary>
    GiveUp,
}
