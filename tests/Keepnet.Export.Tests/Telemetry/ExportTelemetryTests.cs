using System.Diagnostics;
using Keepnet.Api.Tests.Support;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Tests.Telemetry;

public sealed class ExportTelemetryTests : IAsyncLifetime
{
    private readonly TelemetryFixture _fixture = new();

    private static ExportMessage Message => new()
    {
        RunId = "20260630T020000Z-schedule",
        CompanyId = "Yc6hJ4nDg9Rf",
        CompanyName = "Ida's Bakery",
        Period = "LastMonth",
        Trigger = RunTrigger.Schedule,
        RequestedAt = DateTimeOffset.UnixEpoch,
    };

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_run_counts_its_companies_bytes_and_itself()
    {
        var summary = await TelemetryFixture.RunAsync(_fixture.CreateHost());

        var measured = _fixture.Meters.Measured;
        Assert.Equal(3, measured.Count(line => line == "keepnet.export.companies 1 keepnet.export.outcome=succeeded,keepnet.export.trigger=cli"));
        Assert.Equal(3, measured.Count(line => line.StartsWith("keepnet.export.company.duration ", StringComparison.Ordinal)));
        Assert.Equal(summary.Bytes, measured.Where(line => line.StartsWith("keepnet.export.written ", StringComparison.Ordinal)).Sum(line => long.Parse(line.Split(' ')[1], null)));
        Assert.Single(measured, "keepnet.export.runs 1 keepnet.export.outcome=succeeded,keepnet.export.trigger=cli");
        Assert.Equal(summary.ApiCalls, measured.Count(line => line.StartsWith("keepnet.api.calls ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Companies_that_a_filter_leaves_out_count_too_and_no_dimension_names_a_company()
    {
        var host = _fixture.CreateHost();
        var first = await TelemetryFixture.RunAsync(host);
        var ids = (await JournalAsync(host, first.RunId!)).Select(entry => entry.CompanyId).ToList();

        await TelemetryFixture.RunAsync(host, TelemetryFixture.Request() with { Filters = new CompanyFilters { Exclude = [ids[0]] } });

        Assert.Contains("keepnet.export.companies 1 keepnet.export.outcome=skipped,keepnet.export.trigger=cli", _fixture.Meters.Measured);
        Assert.DoesNotContain(_fixture.Meters.Measured, line => ids.Any(id => line.Contains(id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_is_one_trace_of_run_companies_and_calls()
    {
        using var trace = new CapturedTrace();

        var summary = await TelemetryFixture.RunAsync(_fixture.CreateHost());

        var run = Assert.Single(trace.Ended, activity => activity.DisplayName == "export run");
        var companies = trace.Ended.Where(activity => activity.DisplayName == "export company").ToList();
        var calls = trace.Ended.Where(activity => activity.DisplayName == "POST /api/executive-report/get-widget-datas").ToList();
        Assert.Equal((summary.RunId, "succeeded"), (run.GetTagItem("keepnet.export.run.id"), run.GetTagItem("keepnet.export.outcome")));
        Assert.Equal(3, companies.Count);
        Assert.All(companies, company => Assert.Equal(run.SpanId, company.ParentSpanId));
        Assert.All(companies, company => Assert.NotNull(company.GetTagItem("keepnet.export.company.id")));
        Assert.Contains(calls, call => companies.Any(company => company.SpanId == call.ParentSpanId));
    }

    [Fact]
    public void A_company_belongs_to_the_trace_that_its_message_came_from()
    {
        using var sender = new CapturedTrace();
        var traceParent = ExportActivities.CurrentTraceParent;
        var sent = Activity.Current!;
        using var receiver = new Activity("receive").SetIdFormat(ActivityIdFormat.W3C).SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom()).Start();

        using var company = ExportActivities.StartCompany(Message, traceParent);

        Assert.Equal((sent.TraceId, sent.SpanId), (company!.TraceId, company.ParentSpanId));
        Assert.Equal(receiver.SpanId, Assert.Single(company.Links).Context.SpanId);
        Assert.True(company.HasRemoteParent);
        Assert.DoesNotContain(company.TagObjects, tag => tag.Value as string == Message.CompanyName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a trace")]
    public void A_message_without_a_trace_belongs_to_what_is_under_way(string? traceParent)
    {
        using var here = new CapturedTrace();
        var parent = Activity.Current!;

        using var company = ExportActivities.StartCompany(Message, traceParent);

        Assert.Equal(parent.SpanId, company!.ParentSpanId);
        Assert.Empty(company.Links);
    }

    [Fact]
    public async Task The_age_of_the_last_good_export_is_read_from_the_store_when_another_process_made_it()
    {
        var stranger = _fixture.CreateHost();
        stranger.Services.GetRequiredService<ExportTelemetry>();
        _fixture.Meters.Observe();
        await stranger.Services.GetRequiredService<LastGoodExport>().Looking;
        Assert.DoesNotContain(_fixture.Meters.Measured, line => line.StartsWith("keepnet.export.last_good.age", StringComparison.Ordinal));
        await TelemetryFixture.RunAsync(_fixture.CreateHost());

        var other = _fixture.CreateHost().Services.GetRequiredService<LastGoodExport>();
        var first = other.Observe().ToList();
        await other.Looking;
        var second = other.Observe().ToList();

        Assert.Empty(first);
        Assert.InRange(Assert.Single(second).Value, 0, 60);
    }

    [Fact]
    public async Task A_run_of_some_companies_is_no_good_export_of_all()
    {
        var host = _fixture.CreateHost();
        var all = await TelemetryFixture.RunAsync(_fixture.CreateHost(("Keepnet:ClientSecret", "wrong")));
        await TelemetryFixture.RunAsync(host, TelemetryFixture.Request() with { Filters = new CompanyFilters { Include = ["unknown"] } });
        var lastGood = host.Services.GetRequiredService<LastGoodExport>();

        lastGood.Observe();
        await lastGood.Looking;

        Assert.Equal(RunOutcome.Stopped, all.Outcome);
        Assert.Empty(lastGood.Observe());
    }

    private static async Task<IReadOnlyList<JournalEntry>> JournalAsync(IHost host, string runId)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in host.Services.GetRequiredService<RunJournal>().ReadAsync(runId, CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
