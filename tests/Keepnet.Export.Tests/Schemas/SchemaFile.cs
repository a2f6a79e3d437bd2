using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>One of <c>docs/schemas</c>, as the tests' build copied it.</summary>
internal sealed class SchemaFile
{
    private static readonly ConcurrentDictionary<string, Lazy<SchemaFile>> Loaded = new(StringComparer.Ordinal);
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    private readonly JsonSchema _schema;

    private SchemaFile(string name)
    {
        Name = name;
        Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.schema.json"))).RootElement;

        // In a registry of its own: nothing in a schema may depend on another one.
        _schema = JsonSchema.Build(Root, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.schema.json").Select(path => Path.GetFileName(path)[..^".schema.json".Length]).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "schemas");

    public string Name { get; }

    public JsonElement Root { get; }

    public static SchemaFile Of(string name) => Loaded.GetOrAdd(name, static name => new Lazy<SchemaFile>(() => new SchemaFile(name))).Value;

    /// <summary>Why the text does not fit, field by field; fields that the schema does not describe included.</summary>
    public IReadOnlyList<string> ProblemsOf(ReadOnlySpan<byte> json)
    {
        var instance = JsonElement.Parse(json);
        var results = _schema.Evaluate(instance, Options);
        var errors = results.IsValid ? [] : results.Details?.Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{Name}: {detail.InstanceLocation} {error.Value}")) ?? [$"{Name}: not valid"];
        return [.. errors, .. new SchemaWalk(Root).Undescribed(instance).Select(path => $"{Name}: {path} is not described in docs/schemas/{Name}.schema.json")];
    }
}
