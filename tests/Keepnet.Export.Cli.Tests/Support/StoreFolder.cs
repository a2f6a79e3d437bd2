using System.Text.Json;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>A store on disk, looked at as a consumer of its files does.</summary>
internal sealed class StoreFolder(string root)
{
    public string V1 { get; } = Path.Combine(root, "v1");

    public IReadOnlyList<string> Files() => Directory.Exists(V1)
        ? [.. Directory.EnumerateFiles(V1, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(V1, path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Ids of the companies that have a latest.json, each as often as it has one.</summary>
    public IReadOnlyList<string> CompaniesWithLatest() =>
    [
        .. Files().Where(file => Path.GetFileName(file) == "latest.json")
            .Select(file => file.Split(Path.DirectorySeparatorChar)[1]["company_id=".Length..])
            .Order(StringComparer.Ordinal),
    ];

    public IReadOnlyList<string> RunIds() => Directory.Exists(Path.Combine(V1, "runs"))
        ? [.. Directory.EnumerateDirectories(Path.Combine(V1, "runs")).Select(path => Path.GetFileName(path)["run_id=".Length..])]
        : [];

    public bool HasPlan() => Files().Any(file => Path.GetFileName(file) == "run.json");

    public bool IsFinished() => Files().Any(file => Path.GetFileName(file) == "summary.json");

    public JsonElement Summary() => Read(Files().Single(file => Path.GetFileName(file) == "summary.json"));

    /// <summary>Files that nothing in the store refers to: not of a run, not latest.json, a manifest, or listed by one.</summary>
    public IReadOnlyList<string> Strays()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var manifest in Files().Where(file => Path.GetFileName(file) == "manifest.json"))
        {
            known.Add(manifest);
            var listed = Read(manifest).GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!);
            known.UnionWith(listed.Select(path => Path.Combine(Path.GetDirectoryName(manifest)!, path)));
        }

        return [.. Files().Where(file => !known.Contains(file) && !IsOfARun(file) && Path.GetFileName(file) != "latest.json")];
    }

    private static bool IsOfARun(string file) => file.Split(Path.DirectorySeparatorChar) is ["runs", _, var name]
        && name is "run.json" or "companies.ndjson" or "journal.ndjson" or "interruptions.ndjson" or "changes.ndjson" or "summary.json";

    private JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(V1, file))).RootElement;
}
