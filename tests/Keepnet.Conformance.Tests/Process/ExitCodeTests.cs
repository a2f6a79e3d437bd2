using System.Text.Json;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Cli.Tests.Support;

namespace Keepnet.Conformance.Tests.Process;

/// <summary>What a script sees of <c>export --json</c>: exit code, one document, nothing else on standard output.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Zero_when_every_company_succeeded_or_was_skipped()
    {
        await using var tenant = new WireTenant("c1", "c2");
        tenant.On(Call.Reports, (request, usual) => request.Company == "c2" ? WireAnswer.Failure(403, "PRIVACY_ERROR") : usual);
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 0, "succeeded");
        Assert.Equal("""{"expected":2,"succeeded":1,"partial":0,"skipped":1,"failed":0}""", Compact(result.Document.GetProperty("companies")));
        Assert.Equal("privacy", result.Document.GetProperty("failures")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Zero_with_a_warning_when_there_are_no_companies()
    {
        await using var tenant = new WireTenant();
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 0, "succeeded");
        Assert.Single(result.Document.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task One_when_a_company_is_partial_and_the_document_says_which_widget()
    {
        await using var tenant = new WireTenant("c1");
        tenant.Tenant.Widget = (company, id) => id == "w2" ? null : TinyTenant.WidgetOf(company, id);
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 1, "partial");
        var failure = Assert.Single(result.Document.GetProperty("failures").EnumerateArray());
        Assert.Equal(("c1", "partial", "notFound"), (Text(failure, "companyId"), Text(failure, "outcome"), Text(failure, "code")));
        Assert.Equal("[\"w2\"]", Compact(failure.GetProperty("widgetIds")));
    }

    [Fact]
    public async Task One_when_every_company_failed_and_the_run_is_called_failed()
    {
        await using var tenant = new WireTenant("c1", "c2");
        tenant.OnAll([Call.Reports], (_, _) => WireAnswer.Failure(404, "FAILED", "Company not found"));
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 1, "failed");
        Assert.Equal(2, result.Document.GetProperty("companies").GetProperty("failed").GetInt32());
    }

    [Theory]
    [InlineData("--base-url", "http://example.test", "Keepnet:BaseUrl is 'http://example.test'")]
    [InlineData("--base-url", "nonsense", "Keepnet:BaseUrl is 'nonsense'")]
    [InlineData("--period", "LastWeek", "LastWeek")]
    [InlineData("--concurrency", "0", "--concurrency")]
    [InlineData("--from", "2026-04-01", "--to")]
    [InlineData("--company", "", "--company")]
    [InlineData("--colour", "blue", "--colour")]
    [InlineData("--resume", "nonsense", "There is no run 'nonsense'")]
    public async Task Two_for_wrong_settings_and_arguments_with_nothing_done_and_nothing_on_standard_output(string option, string value, string said)
    {
        await using var tenant = new WireTenant("c1");
        using var line = new CommandLine();
        string[] arguments = option == "--base-url" ? [] : ["--base-url", tenant.Address.ToString()];

        var result = await App.RunAsync(["export", "--json", "--out", line.Folder, .. arguments, option, value]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (tenant.Requests.Count, line.Files().Count));
    }

    [Theory]
    [InlineData(400, "invalid_client", "authentication")]
    [InlineData(403, "IP_RESTRICTED", "ipRestricted")]
    [InlineData(503, "FAILED", "unavailable")]
    public async Task Three_when_the_run_stops_before_it_has_a_plan(int status, string name, string code)
    {
        await using var tenant = new WireTenant("c1");
        tenant.On(Call.Token, WireAnswer.Failure(status, name));
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 3, "stopped");
        Assert.Equal((code, JsonValueKind.Null), (Text(result.Document, "code"), result.Document.GetProperty("runId").ValueKind));
        Assert.NotEmpty(Text(result.Document, "reason"));
        Assert.Empty(line.Files());
    }

    [Fact]
    public async Task Three_when_the_run_stops_midway_and_the_last_line_says_how_to_go_on()
    {
        await using var tenant = new WireTenant("c1", "c2");
        tenant.On(Call.Reports, (request, usual) => request.Company == "c2" ? WireAnswer.Failure(403, "IP_RESTRICTED") : usual);
        using var line = new CommandLine();
        var stopped = await line.ExportAsync(tenant, "--concurrency", "1");
        tenant.On(Call.Reports, (_, usual) => usual);

        var resumed = await line.ExportAsync(tenant, "--resume");

        Check(stopped, 3, "stopped");
        Assert.Contains($"export --resume {Text(stopped.Document, "runId")} --out {line.Folder}", stopped.Error, StringComparison.Ordinal);
        Check(resumed, 0, "succeeded");
        Assert.Equal(Text(stopped.Document, "runId"), Text(resumed.Document, "runId"));
        Assert.Equal(1, tenant.Requests.Count(request => request is { Call: Call.Companies }));
    }

    [Fact]
    public async Task The_summary_says_what_the_document_says()
    {
        await using var tenant = new WireTenant("c1", "c2", "c3");
        tenant.On(Call.Reports, (request, usual) => request.Company switch
        {
            "c2" => WireAnswer.Failure(403, "PRIVACY_ERROR"),
            "c3" => WireAnswer.Failure(400, "INPUT_ERROR"),
            _ => usual,
        });
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant);

        Check(result, 1, "partial");
        var summary = JsonDocument.Parse(line.Text("summary.json")).RootElement;
        foreach (var name in new[] { "runId", "outcome", "period", "store", "companies", "failures", "warnings", "apiCalls", "retries", "throttled", "bytes" })
        {
            Assert.Equal(Compact(result.Document.GetProperty(name)), Compact(summary.GetProperty(name)));
        }

        Assert.Equal(tenant.Requests.Count, summary.GetProperty("apiCalls").GetInt32());
        Assert.True(summary.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_when_a_month_of_a_backfill_fails_and_the_other_is_there(int failing)
    {
        await using var tenant = new WireTenant("c1");
        tenant.On(Call.Widgets, (request, usual) => request.Text.Contains($"2026-0{failing}-01", StringComparison.Ordinal) ? WireAnswer.Failure(400, "INPUT_ERROR") : usual);
        using var line = new CommandLine();

        var result = await line.ExportAsync(tenant, "--backfill-from", "2026-01", "--backfill-to", "2026-02");

        Check(result, 1, "partial");
        Assert.Equal(
            ["2026-01-01_2026-01-31", "2026-02-01_2026-02-28"],
            result.Document.GetProperty("runs").EnumerateArray().Select(run => Text(run, "period")));
    }

    private static void Check(CliResult result, int exitCode, string outcome)
    {
        Assert.True(exitCode == result.ExitCode, $"{result.ExitCode}: {result.Output} {result.Error}");
        Assert.Equal(outcome, Text(result.Document, "outcome"));
        Assert.DoesNotContain(Bench.Secret, result.Output + result.Error, StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
