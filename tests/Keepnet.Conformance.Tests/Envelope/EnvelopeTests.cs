using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Envelope;

/// <summary>API §2 and §9 rows 1 and 21: what surrounds the data, in any shape, and what its verdict means.</summary>
public sealed class EnvelopeTests
{
    private static readonly Call[] Everything = [Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets];

    [Theory]
    [InlineData("""{"data":@,"status":"SUCCESS","message":null,"validationMessages":null}""")]
    [InlineData("""{"isSuccess":true,"data":@,"messages":[]}""")]
    [InlineData("""{"Status":"Success","Message":"","ValidationMessages":[],"Data":@}""")]
    [InlineData("""{"DATA":@,"STATUS":"success"}""")]
    [InlineData("""{"data":@}""")]
    [InlineData("""{"data":@,"status":null,"isSuccess":null}""")]
    [InlineData("""{"data":@,"status":200,"isSuccess":"True"}""")]
    [InlineData("""{"extra":{"data":[1],"status":"FAILED"},"messages":[{"text":"x"},null,3],"data":@,"isSuccess":true}""")]
    [InlineData("""{"\u0064ata":@,"\u0073tatus":"SUCCESS"}""")]
    public async Task Every_documented_shape_is_read(string envelope)
    {
        await using var bench = new Bench();
        bench.Api.OnAll(Everything, (_, usual) => usual.With(text => envelope.Replace("@", DataOf(text), StringComparison.Ordinal)));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.Single(run.Elements("c1", "report-details.json"));
    }

    [Theory]
    [InlineData("""{"data":null,"status":"FAILED","message":"x"}""", "unavailable", 5)]
    [InlineData("""{"data":[],"status":"INTERNAL_SERVER_ERROR"}""", "unavailable", 5)]
    [InlineData("""{"isSuccess":false,"data":[],"messages":["x"]}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":"BRAND_NEW_STATUS"}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":500}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":2e2}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":true}""", "protocol", 5)]
    [InlineData("""{"data":null,"status":{"code":"SUCCESS"}}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":"SUCCESS","isSuccess":false}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":"FAILED","Status":"SUCCESS"}""", "unavailable", 5)]
    [InlineData("""{"data":[],"isSuccess":false,"IsSuccess":true}""", "protocol", 5)]
    [InlineData("""{"data":[],"status":"\ud800"}""", "protocol", 5)]
    [InlineData("""{"isSuccess":false,"data":null,"status":"INPUT_ERROR"}""", "invalidRequest", 1)]
    [InlineData("""{"data":null,"status":"INPUT_ERROR","validationMessages":["Name is too long"]}""", "invalidRequest", 1)]
    [InlineData("""{"isSuccess":false,"data":null,"messages":["Company not found"]}""", "notFound", 1)]
    public async Task A_success_status_with_a_verdict_of_failure_is_a_failure(string body, string code, int tries)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Json(body));

        var run = await bench.ExportAsync(("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1);
        run.Company("c1", ExportOutcome.Failed, code);
        Assert.Equal(tries, run.Asked(Call.Reports, "c1"));
        Assert.DoesNotContain(run.Paths, path => path.StartsWith("v1/exports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_privacy_error_in_a_success_status_skips_the_company()
    {
        await using var bench = new Bench("c1", "c2");
        bench.Api.On(Call.Reports, (request, usual) => request.Company == "c1" ? WireAnswer.Failure(200, "PRIVACY_ERROR") : usual);

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c1", ExportOutcome.Skipped, "privacy");
        run.Company("c2", ExportOutcome.Succeeded);
    }

    [Fact]
    public async Task A_verdict_that_comes_after_the_data_counts_for_all_of_it()
    {
        await using var bench = new Bench();
        bench.Api.Once(Call.Widgets, usual => usual.With("\"status\":\"SUCCESS\"", "\"status\":\"FAILED\"").With("Widget w1", "Half-made widget"));

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.DoesNotContain("Half-made", run.File("c1", "widgets.json"), StringComparison.Ordinal);
        Assert.Equal(2, run.Asked(Call.Widgets, "c1"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task No_reports_in_any_form_are_no_error(string data)
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => data;

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal("[]\n", run.File("c1", "reports.json"));
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"message":"hello"}""")]
    [InlineData("""{"data":{},"status":"SUCCESS"}""")]
    [InlineData("""{"data":"[]","status":"SUCCESS"}""")]
    [InlineData("""{"data":[],"data":[],"status":"SUCCESS"}""")]
    [InlineData("""{"data":[],"Data":null,"status":"SUCCESS"}""")]
    public async Task A_body_that_is_no_envelope_or_holds_the_wrong_kind_of_data_is_a_failure_and_no_empty_list(string body)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Json(body));

        var run = await bench.ExportAsync(("Export:MaxDeliveries", "1"), ("Keepnet:MaxRetries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
    }

    [Fact]
    public async Task The_words_of_a_refusal_are_told_without_what_must_not_be_told()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (request, _) => WireAnswer.Json(
            $$"""{"status":"INPUT_ERROR","message":"For ida@example.test with {{request.Authorization}}\r\nand {{Bench.Secret}}","validationMessages":["OrderBy is not valid"]}""", 400));

        var run = await bench.ExportAsync();

        var reason = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "invalidRequest").Reason!;
        Assert.Contains("INPUT_ERROR: For [removed]", reason, StringComparison.Ordinal);
        Assert.Contains("OrderBy is not valid", reason, StringComparison.Ordinal);
        Assert.Contains("POST /api/executive-report/search for company c1 was answered with HTTP 400", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("ida@example.test", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task Problem_details_with_a_number_for_a_status_are_understood()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Json(
            """{"type":"https://tools.ietf.org/html/rfc7231","title":"Bad Request","status":400,"detail":"The name is odd","errors":{"name":["Too odd"]}}""", 400) with
        {
            ContentType = "application/problem+json",
        });

        var run = await bench.ExportAsync();

        var reason = run.Company("c1", ExportOutcome.Failed, "invalidRequest").Reason;
        Assert.Contains("Bad Request; The name is odd; Too odd", reason, StringComparison.Ordinal);
    }

    private static string DataOf(string usual) => usual["{\"data\":".Length..usual.LastIndexOf(",\"status\"", StringComparison.Ordinal)];
}
