using System.Text;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Envelope;

/// <summary>What a body is called, how it is encoded, and what it really is.</summary>
public sealed class ContentTypeTests
{
    private const string Name = "Ölçüm Raporu ☕ 😀";

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/problem+json")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=x-nonsense")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Valid_JSON_is_read_whatever_it_is_called(string? contentType)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets], (_, usual) =>
            usual.With(text => text.Replace("Board", Name, StringComparison.Ordinal)) with { ContentType = contentType });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Contains(Name, run.File("c1", "reports.json"), StringComparison.Ordinal);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Theory]
    [InlineData("utf-8", "application/json")]
    [InlineData("utf-8", "application/json; charset=utf-16")]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16BE", "application/json; charset=utf-8")]
    [InlineData("utf-32", "application/json; charset=utf-8")]
    public async Task A_byte_order_mark_tells_the_encoding_and_never_reaches_a_file(string encoding, string contentType)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets], (_, usual) =>
            usual.With(text => text.Replace("Board", Name, StringComparison.Ordinal)).In(Encoding.GetEncoding(encoding)) with { ContentType = contentType });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(Name, run.Elements("c1", "reports.json")[0].GetProperty("name").GetString());
        Assert.DoesNotContain(run.Paths, path => run.Text(path).Contains('\ufeff', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16BE", "application/json; charset=utf-8")]
    [InlineData("utf-16", "application/json; charset=utf-16")]
    public async Task UTF_16_without_a_mark_is_recognised(string encoding, string contentType)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, usual) => usual.With("Board", Name) with
        {
            Body = Encoding.GetEncoding(encoding).GetBytes(usual.With("Board", Name).Text),
            ContentType = contentType,
        });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(Name, run.Elements("c1", "reports.json")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("windows-1254", "Ölçüm İşi")]
    [InlineData("iso-8859-9", "Ölçüm İşi")]
    [InlineData("iso-8859-1", "Mølck & Søn")]
    public async Task A_declared_code_page_is_honoured(string charset, string name)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, usual) => usual with
        {
            Body = CodePagesEncodingProvider.Instance.GetEncoding(charset)?.GetBytes(usual.With("Board", name).Text) ?? Encoding.Latin1.GetBytes(usual.With("Board", name).Text),
            ContentType = $"application/json; charset={charset}",
        });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(name, run.Elements("c1", "reports.json")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("text/html; charset=utf-16")]
    public async Task HTML_with_a_success_status_is_a_failure(string contentType)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Html(200) with { ContentType = contentType });

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.DoesNotContain(run.Paths, path => path.StartsWith("v1/exports/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "invalidRequest")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "notFound")]
    [InlineData(500, "unavailable")]
    public async Task HTML_with_an_error_status_in_a_charset_nobody_knows_keeps_the_meaning_of_its_status(int status, string code)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Html(status) with { ContentType = "text/html; charset=utf-7" });

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, code);
    }
}
