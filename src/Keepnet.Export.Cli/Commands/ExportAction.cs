using System.Text.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Does what <c>export</c> was asked for: a run, a resumed run, or a run per month.</summary>
internal sealed class ExportAction(IHost host, Terminal terminal, ExportEnd end)
{
    private readonly ExportSettings _settings = host.Settings();
    private readonly TimeProvider _time = host.Services.GetRequiredService<TimeProvider>();

    public IReadOnlyList<string> Companies { get; init; } = [];

    public bool IsResume { get; init; }

    public string? ResumeId { get; init; }

    public ReportPeriod? Period { get; init; }

    /// <summary>The months of a backfill, given today; empty when none is asked for.</summary>
    public Func<DateOnly, IReadOnlyList<ReportPeriod>> Months { get; init; } = _ => [];

    private RunCatalog Runs => host.Services.GetRequiredService<RunCatalog>();

    private string Store => _settings.Export.Directory is { } directory
        ? Path.GetFullPath(directory)
        : _settings.Export.BlobContainerUri ?? _settings.Export.BlobContainer ?? "the store";

    /// <exception cref="InvalidSettingsException">There is nothing to do, or not with these settings.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _settings.RequireCredentials();
        var months = IsResume ? [] : Months(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime));
        try
        {
            return months.Count > 0
                ? end.Of(await BackfillAsync(months, cancellationToken))
                : end.Of(await SingleAsync(cancellationToken));
        }
        catch (Exception exception) when (FailureOf(exception, cancellationToken) is { } failure)
        {
            // Not even a run could be begun.
            var outcome = failure.Code == FailureCodes.Canceled ? RunOutcome.Canceled : RunOutcome.Stopped;
            var none = new RunSummary { RunId = null, Outcome = outcome, Code = failure.Code, Reason = failure.Reason, Period = null, Store = Store };
            return months.Count > 0 ? end.Of(new BackfillDocument { Outcome = outcome, Runs = [none] }) : end.Of(none);
        }
    }

    private static ExportFailure? FailureOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => new ExportFailure(FailureCodes.Canceled, "The run was interrupted."),
        StoreException failed => ExportFailure.Of(failed),
        JsonException => ExportFailure.OfUnforeseen("The runs in the store cannot be read", exception),
        _ => null,
    };

    private async Task<RunSummary> SingleAsync(CancellationToken cancellationToken)
    {
        if (IsResume)
        {
            return await ResumeAsync(await FindAsync(cancellationToken), cancellationToken);
        }

        var period = Period ?? (ReportPeriod.TryParse(_settings.Export.Period, out var set) ? set : ReportPeriod.Default);
        return await ExportAsync(RunTrigger.Cli, period, cancellationToken);
    }

    private Task<RunSummary> ExportAsync(string trigger, ReportPeriod period, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var request = new RunRequest
        {
            RunId = RunId.Create(trigger, now),
            Trigger = trigger,
            RequestedAt = now,
            Period = period,
            Filters = _settings.Export.Companies.ToFilters(Companies),
        };
        return WatchAsync(runner => runner.RunAsync(request, cancellationToken));
    }

    private Task<RunSummary> ResumeAsync(RunPlan plan, CancellationToken cancellationToken) =>
        WatchAsync(runner => runner.ResumeAsync(plan, cancellationToken));

    private async Task<RunPlan> FindAsync(CancellationToken cancellationToken)
    {
        if (ResumeId is not { } runId)
        {
            return await Runs.FindUnfinishedAsync(cancellationToken)
                ?? throw new InvalidSettingsException($"There is no run to resume in {Store}: no run there is without a summary. Start one without --resume.");
        }

        var plan = RunId.IsValid(runId) ? await Runs.FindPlanAsync(runId, cancellationToken) : null;
        if (plan is null)
        {
            throw new InvalidSettingsException($"There is no run '{runId}' in {Store}; 'runs' lists those that are there.");
        }

        return await Runs.FindSummaryAsync(runId, cancellationToken) is null
            ? plan
            : throw new InvalidSettingsException($"Run {runId} has come to its end; there is nothing to resume. Start a new one without --resume.");
    }

    private async Task<BackfillDocument> BackfillAsync(IReadOnlyList<ReportPeriod> months, CancellationToken cancellationToken)
    {
        var filters = _settings.Export.Companies.ToFilters(Companies);
        var summaries = new List<RunSummary>();
        foreach (var month in await host.Services.GetRequiredService<BackfillPlanner>().PlanAsync(months, filters, cancellationToken))
        {
            var summary = await MonthAsync(month, cancellationToken);
            summaries.Add(summary);
            if (summary.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
            {
                break;
            }
        }

        return new BackfillDocument { Outcome = Backfill.Worst(summaries), Runs = summaries };
    }

    private async Task<RunSummary> MonthAsync(BackfillMonth month, CancellationToken cancellationToken)
    {
        if (month.Document is { } before)
        {
            terminal.Say($"{month.Period} was exported by run {before.RunId}; it is not fetched again.");
            return before;
        }

        return month.Unfinished is { } plan
            ? await ResumeAsync(plan, cancellationToken)
            : await ExportAsync(RunTrigger.Backfill, month.Period, cancellationToken);
    }

    private async Task<RunSummary> WatchAsync(Func<LocalRunner, Task<RunSummary>> run)
    {
        var runner = host.Services.GetRequiredService<LocalRunner>();
        return await RunDisplay.For(terminal).WatchAsync(runner.Monitor, () => run(runner));
    }
}
