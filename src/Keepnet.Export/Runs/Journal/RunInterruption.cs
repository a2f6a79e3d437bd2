namespace Keepnet.Export.Runs.Journal;

/// <summary>A line of <c>interruptions.ndjson</c>: a process that ended in good order before its run did.</summary>
internal sealed record RunInterruption
{
    public required DateTimeOffset At { get; init; }

    /// <summary><c>stopped</c> or <c>canceled</c>.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>One of <see cref="FailureCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>API calls of the process that neither the plan nor a line of the journal counts.</summary>
    public long Calls { get; init; }

    public long Retries { get; init; }

    public long Throttled { get; init; }
}
