using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Envelope;

/// <summary>API §2: 204, an empty body and <c>data: null</c> on each operation: an empty list, a missing object, never a crash.</summary>
public sealed class NothingTests
{
    public static TheoryData<string> Nothings => ["204", "empty", "blank", "null", "chunked"];

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Nothing_instead_of_the_company_list_is_a_tenant_without_companies_and_a_warning(string kind)
    {
        await using var bench = new Bench();
        bench.Api.On(Call.Companies, Nothing(kind));

        var run = await bench.ExportAsync();

        run.Succeeded().Warned("The API lists no companies");
        Assert.Equal((0, 1), (run.Summary!.Companies.Expected, run.Asked(Call.Companies)));
    }

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Nothing_instead_of_reports_is_a_company_without_reports(string kind)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => Nothing(kind));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Empty(run.Elements("c1", "reports.json"));
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Nothing_instead_of_a_detail_is_a_report_that_is_gone(string kind)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Detail], (_, _) => Nothing(kind));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "Report r-c1 was listed but is gone.");
        Assert.Empty(run.Elements("c1", "report-details.json"));
        Assert.Equal(1, run.Asked(Call.Detail));
    }

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Nothing_instead_of_the_catalogue_leaves_the_widgets_that_reports_name(string kind)
    {
        await using var bench = new Bench();
        bench.Tenant.Detail = (_, report) => $$"""{"resourceId":"{{report}}","datePeriod":"LastMonth","widgetLayout":"[]","widgets":[{"resourceId":"w2","widgetDatas":[]}]}""";
        bench.Api.OnAll([Call.Catalogue], (_, _) => Nothing(kind));

        var run = await bench.ExportAsync();

        run.Succeeded().WarnedOf("c1", "The widget catalogue cannot be read");
        Assert.Equal(["w2"], run.Widgets("c1"));
    }

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Nothing_instead_of_widgets_is_asked_for_again_one_by_one_and_then_a_failure(string kind)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Widgets], (_, _) => Nothing(kind));

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "notFound");
        Assert.Equal(3, run.Asked(Call.Widgets, "c1"));
    }

    private static WireAnswer Nothing(string kind) => kind switch
    {
        "204" => WireAnswer.Nothing(204),
        "empty" => WireAnswer.Json(""),
        "blank" => WireAnswer.Json("\r\n \t"),
        "chunked" => WireAnswer.Json("") with { Framing = Framing.Chunked },
        _ => WireAnswer.Json("""{"data":null,"status":"SUCCESS","message":"Settings not found","validationMessages":null}"""),
    };
}
