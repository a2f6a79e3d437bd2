using System.Text.Json.Nodes;

namespace Keepnet.Infra.Tests.Bicep;

/// <summary>What deploying one parameter file would create, as `bicep snapshot` predicts it without Azure.</summary>
internal sealed class Deployment(JsonNode snapshot)
{
    public IReadOnlyList<JsonNode> Resources { get; } =
        [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!)];

    public JsonObject Outputs { get; } = snapshot["outputs"]!.AsObject();

    public string Text { get; } = snapshot.ToJsonString();

    public IReadOnlyList<JsonNode> OfType(string type) =>
        [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonNode Single(string type) => Assert.Single(OfType(type));

    public IReadOnlyDictionary<string, string> AppSettings() =>
        Single("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray()
            .ToDictionary(setting => (string)setting!["name"]!, setting => (string)setting!["value"]!);

    public static async Task<Deployment> PredictAsync(string parameterFile)
    {
        var folder = Directory.CreateTempSubdirectory("keepnet-infra-");
        try
        {
            CopyTemplate(folder.FullName);
            File.Copy(parameterFile, Path.Combine(folder.FullName, Path.GetFileName(parameterFile)), overwrite: true);
            return new Deployment(await SnapshotAsync(folder.FullName, Path.GetFileNameWithoutExtension(parameterFile)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The CLI writes the snapshot beside the parameter file, so it works on a copy.
    private static async Task<JsonNode> SnapshotAsync(string folder, string name)
    {
        var result = await BicepCli.RunAsync(
            "snapshot", Path.Combine(folder, $"{name}.bicepparam"),
            "--mode", "overwrite",
            "--subscription-id", Guid.Empty.ToString(),
            "--resource-group", "exporter",
            "--location", "westeurope");
        if (result.ExitCode != 0)
            throw new InvalidOperationException(result.Diagnostics);

        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, $"{name}.snapshot.json")))!;
    }

    private static void CopyTemplate(string folder)
    {
        var source = RepositoryFiles.PathOf("infra");
        foreach (var file in Directory.EnumerateFiles(source, "*.bicep*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
