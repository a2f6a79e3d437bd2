using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
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

    public Func<DateOnly, IReadOnlyList<ReportPeriod>> Months { get; init; } = _ => [];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _settings.RequireCredentials();
        if (IsResume)
        {
            return Finish(await ResumeAsync(cancellationToken));
        }

        var months = Months(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime));
        if (months.Count > 0)
        {
            return await BackfillAsync(months, cancellationToken);
        }

        var period = Period ?? (ReportPeriod.TryParse(_settings.Export.Period, out var set) ? set : ReportPeriod.Default);
        return Finish(await ExportAsync(RunTrigger.Cli, period, cancellationToken));
    }

    private async Task<RunSummary> ExportAsync(string trigger, ReportPeriod period, CancellationToken cancellationToken)
    {
        var request = new RunRequest
        {
            RunId = RunId.Create(trigger, _time.GetUtcNow()),
            Trigger = trigger,
            Period = period,
            Filters = _settings.Export.Companies.ToFilters(Companies),
        };
        return await WatchAsync(runner => runner.RunAsync(request, cancellationToken));
    }

    private async Task<RunSummary> ResumeAsync(CancellationToken cancellationToken)
    {
        var plan = ResumeId is null ? await _runs.FindUnfinishedAsync(cancellationToken) : await FindAsync(ResumeId, cancellationToken);
        if (plan is null)
        {
            throw new InvalidSettingsException("There is no run to resume: every run in the store has its summary.");
        }

        return await WatchAsync(runner => runner.ResumeAsync(plan, cancellationToken));
    }

    private async Task<RunPlan> FindAsync(string runId, CancellationToken cancellationToken) =>
        RunId.IsValid(runId) && await _runs.FindPlanAsync(runId, cancellationToken) is { } plan
            ? plan
            : throw new InvalidSettingsException($"There is no run '{PlainText.Of(runId)}' in the store; 'keepnet-export runs' lists them.");

    private async Task<int> BackfillAsync(IReadOnlyList<ReportPeriod> months, CancellationToken cancellationToken)
    {
        var summaries = new List<RunSummary>();
        foreach (var month in months)
        {
            var summary = await ExportAsync(RunTrigger.Backfill, month, cancellationToken);
            summaries.Add(summary);
            if (!Json)
            {
                SummaryView.Print(terminal, summary);
            }

            if (summary.Outcome is RunOutcome.Stopped or RunOutcome.Canceled)
            {
                break;
            }
        }

        var worst = Backfill.Worst(summaries);
        if (Json)
        {
            terminal.PrintJson(new BackfillDocument { Outcome = worst, Runs = summaries });
        }

        return ExitCodes.Of(worst, signals);
    }

    private async Task<RunSummary> WatchAsync(Func<LocalRunner, Task<RunSummary>> run)
    {
        var runner = host.Services.GetRequiredService<LocalRunner>();
        return await RunDisplay.For(terminal).WatchAsync(runner.Monitor, () => run(runner));
    }

    private int Finish(RunSummary summary)
    {
        if (Json)
        {
            terminal.PrintJson(summary);
        }
        else
        {
            SummaryView.Print(terminal, summary);
        }

        return ExitCodes.Of(summary.Outcome, signals);
    }
}
