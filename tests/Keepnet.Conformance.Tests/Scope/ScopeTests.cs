using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Scope;

/// <summary>API §1, "Headers", and §9 row 3: every call names its company, and what comes back must be that company's.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task Every_call_names_its_own_company_however_many_are_at_work()
    {
        var ids = Enumerable.Range(1, 30).Select(number => $"c{number}").ToArray();
        await using var bench = new Bench(ids);

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "16"));

        run.Succeeded();
        foreach (var id in ids)
        {
            Assert.Contains($"\"r-{id}\"", run.File(id, "reports.json"), StringComparison.Ordinal);
            Assert.Contains(TinyTenant.WidgetOf(id, "w2"), run.File(id, "widgets.json"), StringComparison.Ordinal);
            Assert.All(run.Requests.Where(request => request.Company == id && request.Call == Call.Detail), request => Assert.Equal($"r-{id}", request.ReportId));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    public async Task The_older_header_is_sent_on_request_only_and_names_the_same_company(string? setting)
    {
        await using var bench = new Bench("c1", "c2");

        var run = await bench.ExportAsync(("Keepnet:SendLegacyCompanyHeader", setting));

        run.Succeeded();
        Assert.All(run.Requests, request =>
            Assert.Equal(setting is null ? null : request.Company, request.Headers.GetValueOrDefault("x-ir-company-id")));
    }

    [Fact]
    public async Task One_companys_data_that_everybody_is_answered_with_is_published_for_nobody()
    {
        await using var bench = new Bench("c1", "c2", "c3");
        bench.Tenant.Widget = (_, id) => TinyTenant.WidgetOf("c1", id);
        bench.Tenant.Reports = _ => "[]";

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Warned("ISOLATION: 3 of 3 companies were answered with data").Company("c1", ExportOutcome.Failed, "isolation");
        run.Company("c2", ExportOutcome.Failed, "isolation");
        run.Company("c3", ExportOutcome.Failed, "isolation");
        Assert.DoesNotContain(run.Paths, path => path.StartsWith("v1/exports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_resellers_own_data_is_published_for_nobody_from_the_first_company_on()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.On(Call.Catalogue, WireAnswer.Data(TinyTenant.CatalogueOf("w1", "w2")));
        bench.Api.On(Call.Reports, WireAnswer.Data("[]"));
        bench.Api.On(Call.Widgets, request => WireAnswer.Data(
            $"[{string.Join(',', request.WidgetIds.Select(id => TinyTenant.WidgetOf(TinyTenant.OwnCompany, id)))}]"));

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Failed, exitCode: 1);
        run.Company("c1", ExportOutcome.Failed, "isolation");
        run.Company("c2", ExportOutcome.Failed, "isolation");
        Assert.DoesNotContain(run.Paths, path => path.StartsWith("v1/exports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Companies_that_have_nothing_yet_are_alike_and_no_mix_up()
    {
        await using var bench = new Bench("c1", "c2", "c3");
        bench.Tenant.Reports = _ => "[]";
        bench.Tenant.Widget = (_, id) => TinyTenant.WidgetOf("any", id, """[{"date":null,"values":[{"value":0,"name":"a"},{"value":0,"name":"b"},{"value":0,"name":"c"}]}]""");

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(3, run.Summary!.Companies.Succeeded);
    }

    [Fact]
    public async Task Cookies_that_a_server_sets_are_never_sent_back()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.OnAll([Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets], (request, usual) =>
            usual with { Headers = [$"Set-Cookie: company={request.Company}; Path=/", "Set-Cookie: session=1"] });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.DoesNotContain(run.Requests, request => request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Bytes_that_follow_an_answer_are_never_taken_for_the_next_one()
    {
        await using var bench = new Bench("c1", "c2");
        var forged = WireAnswer.Data("""[{"resourceId":"forged","name":"Somebody else's","isEditable":true,"isDeletable":true}]""").ToBytes();
        bench.Api.OnAll([Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets], (_, usual) =>
            usual with { Raw = [.. usual.ToBytes(), .. forged] });

        var run = await bench.ExportAsync(("Export:MaxConcurrency", "1"));

        run.Succeeded();
        Assert.DoesNotContain(run.Paths, path => run.Text(path).Contains("forged", StringComparison.Ordinal));
    }
}
