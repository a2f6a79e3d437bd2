using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Does what <c>export</c> was asked for: a run, a resumed run, or a run per month.</summary>
internal sealed class ExportAction(IHost host, Terminal terminal, ProcessSignals signals)
{
    private readonly ExportSettings _settings = host.Settings();
    private readonly RunCatalog _runs = host.Services.GetRequiredService<RunCatalog>();
    private readonly TimeProvider _time = host.Services.GetRequiredService<TimeProvider>();

    public bool Json { get; init; }

    public IReadOnlyList<string> Companies { get; init; } = [];

    public bool IsResume { get; init; }

    public string? ResumeId { get; init; }

    public ReportPeriod? Period { get; init; }

    /// <summary>The months of a backfill, given today; empty when none is asked for.</summary>
    public Func<DateOnly, IReadOnlyList<ReportPeriod>> Months { get; init; } = _ => [];

    /// <summary>Arguments that a command to resume needs as well: store and address as they were given.</summary>
    public IReadOnlyList<string> Surroundings { get; init; } = [];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _settings.RequireCredentials();
        if (IsResume)
        {
            return Finish(await ResumeAsync(await FindAsync(cancellationToken), cancellationToken));
        }

        var months = Months(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime));
        if (months.Count > 0)
        {
            return await BackfillAsync(months, cancellationToken);
        }

        var period = Period ?? (ReportPeriod.TryParse(_settings.Export.Period, out var set) ? set : ReportPeriod.Default);
        return Finish(await ExportAsync(RunTrigger.Cli, period, cancellationToken));
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
        var store = _settings.Export.Directory is { } directory ? Path.GetFullPath(directory) : "the store";
        if (ResumeId is not { } runId)
        {
            return await _runs.FindUnfinishedAsync(cancellationToken)
                ?? throw new InvalidSettingsException($"There is no run to resume in {store}: no run there is without a summary. Start one without --resume.");
        }

        var plan = RunId.IsValid(runId) ? await _runs.FindPlanAsync(runId, cancellationToken) : null;
        if (plan is null)
        {
            throw new InvalidSettingsException($"There is no run '{runId}' in {store}; 'runs' lists those that are there.");
        }

        return await _runs.FindSummaryAsync(runId, cancellationToken) is null
            ? plan
            : throw new InvalidSettingsException($"Run {runId} has come to its end; there is nothing to resume. Start a new one without --resume.");
    }

    private async Task<int> BackfillAsync(IReadOnlyList<ReportPeriod> months, CancellationToken cancellationToken)
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

        return Finish(new BackfillDocument { Outcome = Backfill.Worst(summaries), Runs = summaries });
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

    private int Finish(RunSummary summary)
    {
        var isResumable = summary is { Outcome: RunOutcome.Stopped or RunOutcome.Canceled, RunId: not null };
        var next = isResumable ? $"Go on with: {Invocation.Of(["export", "--resume", summary.RunId!, .. Surroundings])}" : null;
        if (!Json)
        {
            SummaryView.Print(terminal, summary, next);
            return ExitCodes.Of(summary.Outcome, signals);
        }

        terminal.PrintJson(summary);
        foreach (var line in new[] { summary.Reason, next }.OfType<string>())
        {
            terminal.Say(line);
        }

        return ExitCodes.Of(summary.Outcome, signals);
    }

    private int Finish(BackfillDocument document)
    {
        if (!Json)
        {
            BackfillView.Print(terminal, document);
        }
        else
        {
            terminal.PrintJson(document);
            if (document.Reason is { } reason)
            {
                terminal.Say(reason);
            }
        }

        if (document.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
        {
            terminal.Say("To go on, give the same command again: months that were exported are not fetched again.");
        }

        return ExitCodes.Of(document.Outcome, signals);
    }
}
