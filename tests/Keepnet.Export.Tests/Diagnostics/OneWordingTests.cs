using System.Text.Json;
using Keepnet.Export.Requests;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.InterceptedKeepnet;

namespace Keepnet.Export.Tests.Diagnostics;

/// <summary>A failure reads the same wherever it is read.</summary>
public sealed class OneWordingTests
{
    private const string Words =
        "POST /api/executive-report/search for company c1 was answered with HTTP 403 (FAILED: Access denied). "
        + "The credentials do not manage this company or their role lacks this call, so it is left out: grant it in Keepnet, or name the company in Export:Companies:Exclude.";

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_companys_failure_reads_alike_in_log_journal_summary_document_and_http_api()
    {
        using var api = At(ReportsPath, () => Answer(403, """{"data":null,"status":"FAILED","message":"Access denied"}"""));
        await using var exporter = api.NewExporter(_store);

        var document = await exporter.RunAsync();

        var run = await exporter.Get<RunReader>().ReadAsync(document.RunId!, CancellationToken.None);
        Assert.Equal(Words, Assert.Single(document.Failures).Reason);
        Assert.Equal(Words, Assert.Single(run.Failures).Reason);
        Assert.Equal(Words, Assert.Single(await _store.JournalAsync(document.RunId!)).Reason);
        Assert.Equal(Words, Assert.Single((await _store.SummaryAsync(document.RunId!)).Failures).Reason);
        Assert.Contains(api.Logs.Lines, line => line.Contains(Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_stops_a_run_reads_alike_in_log_document_doctor_and_http_api()
    {
        using var api = At(TokenPath, () => Answer(400, """{"error":"invalid_client"}"""));
        await using var exporter = api.NewExporter(_store);

        var document = await exporter.RunAsync();
        var diagnosis = await exporter.DiagnoseAsync();

        var reason = document.Reason!;
        var answer = FailureAnswers.TryOf(await Assert.ThrowsAsync<Keepnet.Api.KeepnetApiException>(
            () => exporter.Get<Keepnet.Api.KeepnetClient>().GetIdentityAsync(CancellationToken.None)))!;
        Assert.Equal(
            "POST /connect/token was refused with HTTP 400 (invalid_client). Check the client id and secret made in Keepnet under Company Settings > REST API, and Keepnet:BaseUrl.",
            reason);
        Assert.Equal(reason, diagnosis.Checks.Single(check => check.Passed == false).Detail);
        Assert.Equal(reason, JsonDocument.Parse(answer.Body).RootElement.GetProperty("detail").GetString());
        Assert.Contains(api.Logs.Lines, line => line.Contains(reason, StringComparison.Ordinal));
    }
}
