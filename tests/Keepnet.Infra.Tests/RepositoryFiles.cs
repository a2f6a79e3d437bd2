using System.Reflection;
using System.Text.Json.Nodes;

namespace Keepnet.Infra.Tests;

/// <summary>Files of the repository the tests were built from.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string ReadText(params string[] parts) => File.ReadAllText(PathOf(parts));

    public static JsonNode ReadJson(params string[] parts) => JsonNode.Parse(ReadText(parts))!;

    /// <summary>A value the project file put into the assembly; empty when it had none.</summary>
    public static string Metadata(string key) =>
        typeof(RepositoryFiles).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value ?? "";
}
