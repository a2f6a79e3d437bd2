using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Telemetry;

/// <summary>Measures runs and companies. Dimensions are outcomes, triggers and failure codes; never ids, of which there are too many.</summary>
internal sealed class ExportTelemetry
{
    // Companies take seconds to an hour; the default buckets are for milliseconds.
    private static readonly InstrumentAdvice<double> CompanySeconds = new()
    {
        HistogramBucketBoundaries = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200, 3600],
    };

    private readonly Counter<long> _companies;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _written;
    private readonly Counter<long> _putOff;
    private readonly Counter<long> _runs;
    private readonly LastGoodExport _lastGood;

    public ExportTelemetry(IMeterFactory meters, LastGoodExport lastGood)
    {
        _lastGood = lastGood;
        var meter = meters.Create(TelemetryNames.Export);
        _companies = meter.CreateCounter<long>("keepnet.export.companies", "{company}", "Companies accounted for, by outcome.");
        _duration = meter.CreateHistogram("keepnet.export.company.duration", "s", "Time from taking up a company to its journal line.", tags: null, CompanySeconds);
        _written = meter.CreateCounter<long>("keepnet.export.written", "By", "Bytes of exports published.");
        _putOff = meter.CreateCounter<long>("keepnet.export.companies.put_off", "{company}", "Companies put off after a passing failure.");
        _runs = meter.CreateCounter<long>("keepnet.export.runs", "{run}", "Runs whose companies are all accounted for, by outcome.");
        meter.CreateObservableGauge("keepnet.export.last_good.age", lastGood.Observe, "s", "Time since a run of all companies last ended succeeded or partial.");
    }

    /// <summary>Traces and measures the handling of one company's message.</summary>
    public async Task<Handling> ObserveAsync(ExportMessage message, Delivery delivery, Func<Task<Handling>> handleAsync)
    {
        using var activity = ExportActivities.StartCompany(message, delivery.TraceParent);
        var handling = await handleAsync();
        switch (handling)
        {
            case Handling.Completed { Entry: var entry, WasThere: var wasThere }:
                Ended(activity, entry, message.Trigger, wasThere);
                break;
            case Handling.DeadLettered { Entry: var entry }:
                Ended(activity, entry, message.Trigger);
                break;
            case Handling.Later { Failure: var failure }:
                ExportActivities.End(activity, "later", failure.Code, isError: true);
                _putOff.Add(1, new TagList { { TelemetryNames.ErrorType, failure.Code } });
                break;
            case Handling.Stopped { Failure: var failure }:
                ExportActivities.End(activity, "stopped", failure.Code, isError: true);
                break;
        }

        return handling;
    }

    /// <summary>A company was journalled.</summary>
    /// <param name="entry">Its line.</param>
    /// <param name="trigger">What started the run.</param>
    /// <param name="wasThere">Whether its export was published before.</param>
    public void CompanyEnded(JournalEntry entry, string trigger, bool wasThere = false)
    {
        var outcome = NameOf(entry.Outcome);
        var tags = new TagList { { TelemetryNames.Outcome, outcome }, { TelemetryNames.Trigger, trigger } };
        _duration.Record((entry.FinishedAt - entry.StartedAt).TotalSeconds, new TagList { { TelemetryNames.Outcome, outcome } });
        _written.Add(wasThere ? 0 : entry.Bytes, new TagList { { TelemetryNames.Trigger, trigger } });
        if (entry.Code is { } code)
        {
            tags.Add(TelemetryNames.ErrorType, code);
        }

        _companies.Add(1, tags);
    }

    /// <summary>A run was closed by its summary.</summary>
    public void RunEnded(RunPlan plan, RunSummary summary)
    {
        _runs.Add(1, new TagList { { TelemetryNames.Outcome, RunEvents.NameOf(summary.Outcome) }, { TelemetryNames.Trigger, plan.Trigger } });
        _lastGood.RunEnded(plan, summary);
    }

    private void Ended(Activity? activity, JournalEntry entry, string trigger, bool wasThere = false)
    {
        ExportActivities.End(activity, NameOf(entry.Outcome), entry.Code, entry.Outcome == ExportOutcome.Failed);
        CompanyEnded(entry, trigger, wasThere);
    }

    private static string NameOf(ExportOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
