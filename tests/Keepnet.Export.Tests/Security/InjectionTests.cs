using System.Text.Json;
using System.Text.RegularExpressions;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Security;

/// <summary>Ids and names that mean something to a path, a header or a URL, through whole runs into a real directory.</summary>
public sealed partial class InjectionTests : IDisposable
{
    // Those that a header can carry are exported; the others are failed companies of the run.
    private static readonly string[] Sendable =
    [
        "..", ".", "../../../etc/passwd", "a/../../b", "..\\..\\b", "C:\\x", "CON", "nul", "com1.txt", "trailing.", "a:b", "~", "%2E%2E%2F", "%",
        "a?b=c", "a#b", "run_id=x", "abC", "*", "a|b", "$(id)", new('x', 300),
    ];

    private static readonly string[] Unsendable =
        ["a\r\nX-KEEPNET-Company-Id: other", "a\0b", "e\u0301", "\u00e9", "\u202egnp", "trailing ", " leading", "\t"];

    private readonly string _root = Directory.CreateTempSubdirectory("keepnet-injection-").FullName;
    private readonly ScriptedKeepnet _api = new();

    public void Dispose()
    {
        _api.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Whatever_a_company_is_called_its_files_lie_in_its_own_folder()
    {
        var directory = Path.Combine(_root, "exports");
        _api.Companies = ListOf([.. Sendable, .. Unsendable]);
        using var store = new DirectoryStore(directory, TimeProvider.System);
        await using var exporter = _api.NewExporter(store);

        var summary = await exporter.RunAsync();

        // White space alone is no id; everything else has an outcome.
        Assert.Equal((Sendable.Length + Unsendable.Length - 1, Sendable.Length), (summary.Companies.Expected, summary.Companies.Succeeded));
        Assert.All(summary.Failures, failure => Assert.Equal("invalidRequest", failure.Code));
        Assert.Equal([directory], Directory.EnumerateFileSystemEntries(_root));
        Assert.Equal(
            Sendable.Select(PathEncoding.Encode).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Path.Combine(directory, "v1/exports")).Select(folder => Path.GetFileName(folder)["company_id=".Length..]).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories), path => Assert.Matches(SafeName(), Path.GetFileName(path)));
        Assert.True((await exporter.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Each_export_holds_its_own_companys_id_to_the_letter()
    {
        using var store = new DirectoryStore(_root, TimeProvider.System);
        _api.Companies = ListOf(Sendable);
        await using var exporter = _api.NewExporter(store);

        var summary = await exporter.RunAsync();

        foreach (var id in Sendable)
        {
            Assert.Equal(id, (await store.ManifestAsync(id, summary.RunId!))!.CompanyId);
        }
    }

    [Fact]
    public async Task No_id_becomes_a_header_of_its_own()
    {
        _api.Companies = ListOf(Unsendable);
        await using var exporter = _api.NewExporter(new MemoryStore());

        var summary = await exporter.RunAsync();

        Assert.Equal(0, summary.Companies.Succeeded);
        Assert.DoesNotContain(_api.Calls, call => call.Contains("executive-report", StringComparison.Ordinal) && !call.EndsWith(" own", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("..", null)]
    [InlineData("", null)]
    [InlineData("../companies/search", "/api/executive-report/..%2Fcompanies%2Fsearch")]
    [InlineData("%2E%2E", "/api/executive-report/%252E%252E")]
    [InlineData("a?b#c", "/api/executive-report/a%3Fb%23c")]
    [InlineData("a\r\nb", "/api/executive-report/a%0D%0Ab")]
    public async Task A_report_id_stays_one_segment_of_its_url(string id, string? path)
    {
        _api.Reports = $$"""[{"resourceId":{{JsonSerializer.Serialize(id)}},"isEditable":true}]""";
        _api.Detail = $$"""{"resourceId":{{JsonSerializer.Serialize(id)}},"widgets":[]}""";
        await using var exporter = _api.NewExporter(new MemoryStore());

        await exporter.RunAsync();

        var details = _api.Calls.Where(call => call.StartsWith("GET ", StringComparison.Ordinal) && call.EndsWith(" c1", StringComparison.Ordinal) && !call.Contains("/metrics", StringComparison.Ordinal));
        Assert.Equal(path is null ? [] : [$"GET {path} c1"], details);
    }

    private static string ListOf(string[] ids) =>
        $"[{string.Join(',', ids.Select(id => $$"""{"companyResourceId":{{JsonSerializer.Serialize(id)}},"companyName":{{JsonSerializer.Serialize("../" + id)}}}"""))}]";

    [GeneratedRegex(@"\A[A-Za-z0-9_.=%~-]*[A-Za-z0-9_=%~-]\z")]
    private static partial Regex SafeName();
}
