using System.Diagnostics.Metrics;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Telemetry;

/// <summary>
/// When a run of all companies last ended well, by this process or, as the store tells, by any other. The store is read only
/// while somebody looks, in the background, and again after a while.
/// </summary>
internal sealed partial class LastGoodExport(RunCatalog catalog, TimeProvider time, ILogger<LastGoodExport> logger)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private DateTimeOffset? _finishedAt;
    private long? _lookedAt;

    /// <summary>The look into the store that is under way or was the last one.</summary>
    public Task Looking { get; private set; } = Task.CompletedTask;

    public void RunEnded(RunPlan plan, RunSummary summary)
    {
        if (IsGood(plan, summary))
        {
            Saw(summary.FinishedAt);
        }
    }

    /// <summary>Seconds since; nothing before the first good run is known.</summary>
    public IEnumerable<Measurement<double>> Observe()
    {
        lock (_gate)
        {
            if (Looking.IsCompleted && !(_lookedAt is { } then && time.GetElapsedTime(then) < LookAgainAfter))
            {
                _lookedAt = time.GetTimestamp();
                Looking = Task.Run(LookAsync);
            }

            return _finishedAt is { } end ? [new Measurement<double>((time.GetUtcNow() - end).TotalSeconds)] : [];
        }
    }

    private static bool IsGood(RunPlan plan, RunSummary summary) =>
        plan.Filters.IsAll && summary.Outcome is (RunOutcome.Succeeded or RunOutcome.Partial);

    private async Task LookAsync()
    {
        try
        {
            await foreach (var plan in catalog.PlansAsync(CancellationToken.None))
            {
                if (plan.Filters.IsAll && await catalog.FindSummaryAsync(plan.RunId, CancellationToken.None) is { } summary && IsGood(plan, summary))
                {
                    Saw(summary.FinishedAt);
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            // Nobody waits for this; the gauge keeps what it knew.
            LogNotKnown(exception is StoreException ? exception.Message : exception.GetType().Name);
        }
    }

    private void Saw(DateTimeOffset? finishedAt)
    {
        lock (_gate)
        {
            _finishedAt = finishedAt is { } end && !(_finishedAt > end) ? end : _finishedAt;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The age of the last good export cannot be told: {Reason}")]
    private partial void LogNotKnown(string reason);
}
