using Keepnet.Api.Transport;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.InProgress;

/// <summary>How far a run has come in this process; safe to read while it works.</summary>
public sealed class RunMonitor(CallStatistics statistics)
{
    private readonly Lock _lock = new();
    private readonly Lock _telling = new();
    private readonly List<CompanyFailure> _failures = [];
    private CompanyCounts _counts = new();
    private ApiCounts _journalled = new();
    private long _bytes;

    /// <summary>Raised after each company, on the worker that ended it; one after the other, in the order in which they are counted.</summary>
    public event Action<JournalEntry>? CompanyEnded;

    /// <summary>Raised when the plan is known.</summary>
    public event Action<RunPlan>? Planned;

    /// <summary>API calls of this process.</summary>
    public CallStatistics Calls => statistics;

    /// <summary>Companies by outcome, those of earlier processes included.</summary>
    public CompanyCounts Companies
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Bytes written by this process.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Companies that ended otherwise than succeeded, as far as this process knows.</summary>
    public IReadOnlyList<CompanyFailure> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _failures.OrderBy(failure => failure.CompanyId, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Calls that the journal lines of this process count.</summary>
    internal ApiCounts Journalled
    {
        get
        {
            lock (_lock)
            {
                return _journalled;
            }
        }
    }

    /// <summary>An export of this run that had ended otherwise was taken back.</summary>
    internal void Withdraw(JournalEntry entry, ExportOutcome before)
    {
        lock (_lock)
        {
            _counts = _counts.Without(before).With(entry.Outcome);
            _failures.RemoveAll(failure => failure.CompanyId == entry.CompanyId);
            _failures.Add(CompanyFailure.Of(entry));
        }
    }

    /// <summary>Takes over what the journal tells of earlier processes.</summary>
    internal void Recall(RunPlan plan, JournalDigest before)
    {
        lock (_lock)
        {
            _counts = before.Count(plan.Expected);
            _failures.Clear();
            _failures.AddRange(before.Failures.Values.Select(CompanyFailure.Of));
        }
    }

    internal void Start(RunPlan plan) => Planned?.Invoke(plan);

    /// <param name="entry">As journalled.</param>
    /// <param name="wasThere">Whether an earlier process exported the company: then its calls and bytes are not of this one.</param>
    internal void End(JournalEntry entry, bool wasThere = false)
    {
        lock (_telling)
        {
            Count(entry, wasThere);
            CompanyEnded?.Invoke(entry);
        }
    }

    private void Count(JournalEntry entry, bool wasThere)
    {
        var calls = wasThere ? new ApiCounts() : new ApiCounts { Calls = entry.Calls, Retries = entry.Retries, Throttled = entry.Throttled };
        lock (_lock)
        {
            _counts = _counts.With(entry.Outcome);
            _journalled += calls;
            if (entry.Outcome != ExportOutcome.Succeeded)
            {
                _failures.Add(CompanyFailure.Of(entry));
            }
        }

        Interlocked.Add(ref _bytes, wasThere ? 0 : entry.Bytes);
    }
}
