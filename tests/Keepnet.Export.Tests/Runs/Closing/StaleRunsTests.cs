using Keepnet.Api.Reports;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Closing;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Tests.Runs.Closing;

/// <summary>Runs that nobody closes.</summary>
public sealed class StaleRunsTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keepnet-stale-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));
    private SimulatedTenant _tenant = null!;
    private IHost _host = null!;

    private StaleRuns Stale => _host.Services.GetRequiredService<StaleRuns>();

    private RunCatalog Runs => _host.Services.GetRequiredService<RunCatalog>();

    private RunDispatcher Dispatcher => _host.Services.GetRequiredService<RunDispatcher>();

    private RunJournal Journal => _host.Services.GetRequiredService<RunJournal>();

    public async Task InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 3 }, CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = _tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = _tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = _tenant.Options.ClientSecret,
            ["Export:Directory"] = _directory,
            ["Export:StaleAfter"] = "12:00:00",
        });
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.AddKeepnetExport();
        builder.Services.AddInProcessQueue();
        _host = builder.Build();
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _tenant.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Closes_a_run_without_a_sign_of_life_and_names_who_never_reported()
    {
        var plan = await StartAsync(RunTrigger.Request);
        var companies = _tenant.Data.Companies().Select(company => company.Id).ToList();
        await Journal.AppendAsync(plan.RunId, EntryOf(companies[0], ExportOutcome.Skipped), CancellationToken.None);

        _clock.Advance(TimeSpan.FromHours(12));
        var closed = await Stale.CloseAsync(CancellationToken.None);

        var summary = await Runs.FindSummaryAsync(plan.RunId, CancellationToken.None);
        Assert.Equal([plan.RunId], closed);
        Assert.Equal(new CompanyCounts { Expected = 3, Skipped = 1, Failed = 2 }, summary?.Companies);
        Assert.Equal(2, summary?.Failures.Count(failure => failure.Code == FailureCodes.Unavailable));
        Assert.Empty(await Stale.CloseAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Leaves_a_run_alone_while_companies_report()
    {
        var plan = await StartAsync(RunTrigger.Request);
        _clock.Advance(TimeSpan.FromHours(11));
        await Journal.AppendAsync(plan.RunId, EntryOf(_tenant.Data.CompanyAt(1).Id, ExportOutcome.Skipped), CancellationToken.None);

        _clock.Advance(TimeSpan.FromHours(11));

        Assert.Empty(await Stale.CloseAsync(CancellationToken.None));
        Assert.Equal([plan.RunId], (await Stale.FindUnfinishedAsync(CancellationToken.None)).Select(unfinished => unfinished.RunId));
    }

    [Fact]
    public async Task Closes_a_run_at_once_when_only_its_summary_is_missing()
    {
        var plan = await StartAsync(RunTrigger.Schedule);
        foreach (var company in _tenant.Data.Companies())
        {
            await Journal.AppendAsync(plan.RunId, EntryOf(company.Id, ExportOutcome.Skipped), CancellationToken.None);
        }

        Assert.Equal([plan.RunId], await Stale.CloseAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Leaves_the_runs_of_the_command_line_to_be_resumed()
    {
        await StartAsync(RunTrigger.Cli);

        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Empty(await Stale.CloseAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Ends_a_retry_that_never_reported_with_what_the_company_had()
    {
        var plan = await StartAsync(RunTrigger.Request);
        foreach (var company in _tenant.Data.Companies())
        {
            await Journal.AppendAsync(plan.RunId, EntryOf(company.Id, ExportOutcome.Failed), CancellationToken.None);
        }

        await Stale.CloseAsync(CancellationToken.None);
        Assert.Equal(3, await Dispatcher.RetryAsync(plan, CancellationToken.None));
        Assert.Single(await Stale.FindUnfinishedAsync(CancellationToken.None));

        _clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal([plan.RunId], await Stale.CloseAsync(CancellationToken.None));
        Assert.Empty(await Stale.FindUnfinishedAsync(CancellationToken.None));
        Assert.Equal(3, (await Runs.FindSummaryAsync(plan.RunId, CancellationToken.None))?.Companies.Failed);
    }

    private Task<RunPlan> StartAsync(string trigger) => Dispatcher.StartAsync(
        new RunRequest
        {
            RunId = RunId.Create(trigger, _clock.GetUtcNow()),
            Trigger = trigger,
            Period = ReportPeriod.Default,
            Filters = new CompanyFilters(),
        },
        CancellationToken.None);

    private JournalEntry EntryOf(string companyId, ExportOutcome outcome) => new()
    {
        CompanyId = companyId,
        Outcome = outcome,
        Code = outcome == ExportOutcome.Failed ? FailureCodes.Forbidden : null,
        StartedAt = _clock.GetUtcNow(),
        FinishedAt = _clock.GetUtcNow(),
    };
}
