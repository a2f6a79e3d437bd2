using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>
/// Guards what may change within <c>v1</c> (docs/store.md): fields may be added, and nothing else. <c>v1.baseline.txt</c> holds
/// what was promised, a line per field: schema, path, required or optional, and what values it may have.
/// </summary>
public sealed class CompatibilityTests
{
    private const string Baseline = "tests/Keepnet.Export.Tests/Schemas/v1.baseline.txt";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Constraints = ["const", "enum", "maximum", "minimum", "pattern", "type"];

    [Fact]
    public void Nothing_that_was_promised_is_taken_back_or_becomes_stricter()
    {
        var promised = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Schemas", "v1.baseline.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Promise.Parse).ToList();

        var objections = Promise.Objections(promised, Current());

        Assert.True(objections.Count == 0, string.Join('\n', objections));
    }

    [Theory]
    [InlineData("a /x required {\"type\":\"string\"}", "", "a /x is gone")]
    [InlineData("a /x required {\"type\":\"string\"}", "a /x optional {\"type\":\"string\"}", "a /x is no longer required")]
    [InlineData("a /x optional {\"type\":\"string\"}", "a /x required {\"type\":\"string\"}", "a /x has become required")]
    [InlineData("a /x optional {\"type\":\"string\"}", "a /x optional {\"type\":\"integer\"}", "a /x allows other values")]
    [InlineData("a /x optional {\"enum\":[\"p\",\"q\"]}", "a /x optional {\"enum\":[\"p\"]}", "a /x allows other values")]
    [InlineData("a /x optional {\"enum\":[\"p\"]}", "a /x optional {\"enum\":[\"p\",\"q\"]}", "a /x allows other values")]
    [InlineData("a /x open {\"enum\":[\"p\"]}", "a /x open {\"enum\":[\"q\"]}", "a /x allows other values")]
    [InlineData("a /x open {\"enum\":[\"p\"]}", "a /x open {\"enum\":[\"p\",\"q\"]}", "a /x has new values")]
    [InlineData("", "a /x required {}", "a /x is new and required")]
    [InlineData("", "a /x optional {}", "a /x is new")]
    [InlineData("a /x optional {}", "a /x optional {}\na /x/y required {}", "a /x/y is new and required")]
    [InlineData("", "a /x optional {}\na /x/y required {}", "a /x is new")]
    public void Every_kind_of_change_is_told_apart(string promised, string now, string objection) =>
        Assert.StartsWith(objection, Promise.Objections(Parse(promised), Parse(now))[0], StringComparison.Ordinal);

    private static List<Promise> Parse(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Promise.Parse)];

    private static List<Promise> Current() =>
    [
        .. SchemaFile.Names.SelectMany(name =>
        {
            var walk = new SchemaWalk(SchemaFile.Of(name).Root);
            return walk.Fields().Select(field => new Promise(name, field.Path, Duty(field.Schema, field.IsRequired), ConstraintsOf(walk.Resolve(field.Schema))));
        }),
    ];

    // Lists of values that may grow say so; they are of fields that are there or not as their object demands.
    private static string Duty(JsonElement schema, bool isRequired)
    {
        var isOpen = schema.TryGetProperty("description", out var text) && text.GetString()!.EndsWith("More may come.", StringComparison.Ordinal);
        return (isRequired ? "required" : "optional") + (isOpen ? "+open" : "");
    }

    private static string ConstraintsOf(JsonElement schema) => new JsonObject(Constraints
        .Where(name => schema.TryGetProperty(name, out _))
        .Select(name => KeyValuePair.Create(name, JsonNode.Parse(schema.GetProperty(name).GetRawText())))).ToJsonString(Readable);

    private sealed record Promise(string Schema, string Path, string Duty, string Values)
    {
        public static Promise Parse(string line)
        {
            var parts = line.Split(' ', 4);
            return new Promise(parts[0], parts[1], parts[2] == "open" ? "optional+open" : parts[2], parts[3]);
        }

        public static IReadOnlyList<string> Objections(IReadOnlyList<Promise> promised, IReadOnlyList<Promise> now)
        {
            var current = now.ToDictionary(promise => promise.Key);
            var before = promised.ToDictionary(promise => promise.Key);
            return
            [
                .. promised.Select(promise => Objection(promise, current.GetValueOrDefault(promise.Key))).OfType<string>(),
                .. now.Where(promise => !before.ContainsKey(promise.Key)).Select(promise => ObjectionToNew(promise, before)),
            ];
        }

        private string Key => $"{Schema} {Path}";

        private bool IsRequired => Duty.StartsWith("required", StringComparison.Ordinal);

        private static string? Objection(Promise then, Promise? now) => now switch
        {
            null => $"{then.Key} is gone; a field of v1 stays.",
            { IsRequired: false } when then.IsRequired => $"{then.Key} is no longer required; readers rely on it.",
            { IsRequired: true } when !then.IsRequired => $"{then.Key} has become required; files of earlier versions lack it.",
            { Values: var values } when values == then.Values => null,
            _ when IsGrowth(then, now) => $"{then.Key} has new values, which it may: change its line in {Baseline} to\n{now}",
            _ => $"{then.Key} allows other values than it did ({then.Values}, now {now.Values}); write another field beside it.",
        };

        private static string ObjectionToNew(Promise now, Dictionary<string, Promise> before)
        {
            // Of an object that is new as a whole, fields may be required.
            var parent = now.Path[..Math.Max(0, now.Path.LastIndexOf('/'))];
            var isInOld = parent.Length > 0
                ? before.ContainsKey($"{now.Schema} {parent}")
                : before.Count == 0 || before.Keys.Any(key => key.StartsWith(now.Schema + " ", StringComparison.Ordinal));
            return now.IsRequired && isInOld && !now.Path.EndsWith("[]", StringComparison.Ordinal)
                ? $"{now.Key} is new and required; files of earlier versions lack it. Take it out of required."
                : $"{now.Key} is new: add this line to {Baseline}, and it is promised from then on\n{now}";
        }

        private static bool IsGrowth(Promise then, Promise now) => then.Duty.EndsWith("+open", StringComparison.Ordinal)
            && JsonNode.Parse(then.Values) is JsonObject old && JsonNode.Parse(now.Values) is JsonObject fresh
            && ValuesOf(old).IsSubsetOf(ValuesOf(fresh)) && WithoutValues(old) == WithoutValues(fresh);

        private static HashSet<string> ValuesOf(JsonObject constraints) =>
            [.. (constraints["enum"]?.AsArray() ?? []).Select(value => value?.ToJsonString() ?? "null")];

        private static string WithoutValues(JsonObject constraints)
        {
            var copy = constraints.DeepClone().AsObject();
            copy.Remove("enum");
            return copy.ToJsonString();
        }

        public override string ToString() => $"{Schema} {Path} {Duty} {Values}";
    }
}
