using System.Security.Cryptography;
using System.Text.Json;
using Keepnet.Export.Reading;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Verification;
using Keepnet.Simulator;

namespace Keepnet.Export.CrashHarness;

/// <summary>Compares a store on disk with what the tenant has, reading plain files as a consumer does.</summary>
internal sealed class StoreAudit(string root, TenantData data)
{
    private readonly List<string> _problems = [];

    private string V1 => Path.Combine(root, "v1");

    public bool HasPlan => Named("run.json").Count > 0;

    public bool IsFinished => Named("summary.json").Count > 0;

    /// <summary>Companies that a reader finds.</summary>
    public int Published => Named("latest.json").Count;

    /// <summary>Sentences on what is not as it must be after a run that was resumed to its end.</summary>
    public async Task<List<string>> FindProblemsAsync()
    {
        if (Named("summary.json") is not [var summary])
        {
            return [$"{Named("summary.json").Count} summaries"];
        }

        var runId = Path.GetFileName(Path.GetDirectoryName(summary))!["run_id=".Length..];
        var open = data.OpenCompanies().Select(company => company.Id).ToList();
        CheckSummary(Read(summary), open.Count);
        CheckPointers(open);
        foreach (var id in open)
        {
            CheckExport(id, runId);
        }

        CheckLeftovers(runId, open);
        await VerifyAsync();
        return _problems;
    }

    private void CheckSummary(JsonElement summary, int open)
    {
        var companies = summary.GetProperty("companies");
        Check(companies.GetProperty("expected").GetInt32() == data.CompanyCount, $"the summary expects {companies.GetProperty("expected")}");
        Check(companies.GetProperty("succeeded").GetInt32() == open, $"the summary claims {companies.GetProperty("succeeded")} of {open}");
        Check(companies.GetProperty("failed").GetInt32() + companies.GetProperty("partial").GetInt32() == 0, "the summary tells of failures");
        Check(summary.GetProperty("complete").GetBoolean(), "the summary is not complete");
        var ids = data.Companies().Select(company => company.Id).Order(StringComparer.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', ids))));
        Check(summary.GetProperty("roster").GetProperty("sha256").GetString() == hash, "the roster is not the tenant's");
    }

    private void CheckPointers(List<string> open)
    {
        var found = Named("latest.json").Select(path => CompanyOf(path)).Order(StringComparer.Ordinal);
        Check(found.SequenceEqual(open.Order(StringComparer.Ordinal)), "latest.json is not there once for each company");
    }

    private void CheckExport(string id, string runId)
    {
        var latest = Named("latest.json").FirstOrDefault(path => CompanyOf(path) == id);
        if (latest is null)
        {
            return;
        }

        var pointer = Read(latest);
        Check(pointer.GetProperty("runId").GetString() == runId, $"latest.json of {id} is of another run");
        var manifest = Path.Combine(root, pointer.GetProperty("manifest").GetString()!);
        if (!File.Exists(manifest))
        {
            _problems.Add($"{manifest} is not there");
            return;
        }

        Check(pointer.GetProperty("manifestSha256").GetString() == HashOf(manifest), $"the manifest of {id} is not the one latest.json tells of");
        var folder = Path.GetDirectoryName(manifest)!;
        var files = Read(manifest).GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("name").GetString()!, file => (Path: Path.Combine(folder, file.GetProperty("path").GetString()!), Hash: file.GetProperty("sha256").GetString()));
        var missing = files.Values.Where(file => !File.Exists(file.Path) || HashOf(file.Path) != file.Hash).Select(file => file.Path).ToList();
        Check(missing.Count == 0, $"not there or changed: {string.Join(", ", missing)}");
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        Check(there.SequenceEqual(files.Values.Select(file => file.Path).Append(manifest).Order(StringComparer.Ordinal)), $"{folder} holds more than its manifest lists");
        if (missing.Count == 0)
        {
            CheckTruth(id, name => File.ReadAllText(files[name].Path));
        }
    }

    private void CheckTruth(string id, Func<string, string> textOf)
    {
        var details = data.ReportIds(id).Select(report => Tokens.Of(data.RenderReport(id, report)!));
        var widgets = data.WidgetIds(id).Select(widget => Tokens.Of(data.RenderWidget(id, widget, "Last3Months")!)).Order(StringComparer.Ordinal);
        Check(Tokens.Of(textOf("reports.json")) == Tokens.Of(data.RenderReports(id)), $"reports of {id} are not the tenant's");
        Check(Tokens.OfElements(textOf("report-details.json")).SequenceEqual(details), $"report details of {id} are not the tenant's");
        Check(Tokens.OfElements(textOf("widgets.json")).Order(StringComparer.Ordinal).SequenceEqual(widgets), $"widgets of {id} are not the tenant's");
    }

    // A run that was killed before it had a plan leaves the list of companies at most.
    private void CheckLeftovers(string runId, List<string> open)
    {
        Check(!Directory.Exists(Path.Combine(V1, ".staging")), ".staging is still there");
        Check(!Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Any(file => new FileInfo(file).Length == 0), "there is an empty file");
        var others = Directory.EnumerateFiles(Path.Combine(V1, "runs"), "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"run_id={runId}", StringComparison.Ordinal) && Path.GetFileName(file) != "companies.ndjson");
        Check(!others.Any(), "files of another run are there");
        var folders = Directory.EnumerateDirectories(V1, "run_id=*", SearchOption.AllDirectories).Count(folder => folder.Contains("period=", StringComparison.Ordinal));
        Check(folders == open.Count, $"{folders} export folders for {open.Count} companies");
    }

    private async Task VerifyAsync()
    {
        await using var store = new DirectoryStore(root);
        var report = await new StoreVerifier(store, new RunCatalog(store), new ExportReader(store), TimeProvider.System).VerifyAsync(null, clean: false, CancellationToken.None);
        Check(report.Intact, $"verify: {string.Join("; ", report.Problems)}");
    }

    private void Check(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }

    private List<string> Named(string name) => Directory.Exists(V1) ? [.. Directory.EnumerateFiles(V1, name, SearchOption.AllDirectories)] : [];

    private static string CompanyOf(string path) =>
        path.Split(Path.DirectorySeparatorChar).First(segment => segment.StartsWith("company_id=", StringComparison.Ordinal))["company_id=".Length..];

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    private static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
