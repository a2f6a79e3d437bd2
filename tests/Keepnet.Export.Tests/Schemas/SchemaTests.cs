using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Verification;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>The schemas themselves: that they say something of every field, and of no other.</summary>
public sealed class SchemaTests
{
    // Where one type is written to a file and, without some fields, printed.
    private static readonly string[] OnlyInTheFile = ["/schema", "/startedAt", "/finishedAt", "/roster", "/complete"];
    private static readonly string[] OnlyPrinted = ["/code", "/reason"];

    public static TheoryData<string> Names => [.. SchemaFile.Names];

    public static TheoryData<string, Type> Types => new()
    {
        { "manifest", typeof(ExportManifest) },
        { "latest", typeof(LatestPointer) },
        { "run", typeof(RunPlan) },
        { "summary", typeof(RunSummary) },
        { "export-document", typeof(RunSummary) },
        { "backfill-document", typeof(BackfillDocument) },
        { "retry", typeof(RunRetry) },
        { "interruption-line", typeof(RunInterruption) },
        { "journal-line", typeof(JournalEntry) },
        { "change-line", typeof(ChangeLine) },
        { "queue-message", typeof(ExportMessage) },
        { "doctor-document", typeof(DoctorReport) },
        { "verify-document", typeof(VerificationReport) },
        { "runs-document", typeof(RunListing[]) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_says_what_it_is_and_describes_every_field(string name)
    {
        var schema = SchemaFile.Of(name);

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.Root.GetProperty("$schema").GetString());
        Assert.Equal($"urn:keepnet-export:v1:{name}", schema.Root.GetProperty("$id").GetString());
        Assert.True(IsText(schema.Root, "title") && IsText(schema.Root, "description"), name);
        var walk = new SchemaWalk(schema.Root);
        Assert.All(walk.Fields(), field => Assert.True(IsText(field.Schema, "description") || IsText(walk.Resolve(field.Schema), "description"), $"{name} {field.Path}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_leaves_room_for_fields_of_later_versions(string name) =>
        Assert.DoesNotContain("\"additionalProperties\":false", JsonSerializer.Serialize(SchemaFile.Of(name).Root), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_describes_the_fields_the_program_writes_and_no_others(string name, Type type)
    {
        var written = FieldsOf(type, "").Except(name switch
        {
            "summary" => OnlyPrinted,
            "export-document" => OnlyInTheFile,
            "backfill-document" => OnlyInTheFile.Select(path => "/runs[]" + path),
            _ => [],
        }).Where(path => !path.StartsWith("/roster/", StringComparison.Ordinal) || name != "export-document")
            .Where(path => !path.StartsWith("/runs[]/roster/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();

        var described = new SchemaWalk(SchemaFile.Of(name).Root).Fields().Select(field => field.Path)
            .Where(path => !path.EndsWith("[]", StringComparison.Ordinal) && !path.EndsWith("/*", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

        var missing = written.Except(described).Select(path => $"docs/schemas/{name}.schema.json does not describe {path}. Add it under properties, with a description, and not under required.");
        var stale = described.Except(written).Select(path => $"docs/schemas/{name}.schema.json describes {path}, which nothing writes.");
        Assert.Empty(missing.Concat(stale));
    }

    [Theory]
    [InlineData("""{"schema":2}""")]
    [InlineData("""{"runId":"../../x"}""")]
    [InlineData("""{"outcome":"fine"}""")]
    [InlineData("""{"requestedAt":"2026-07-01"}""")]
    [InlineData("""{"manifest":null}""")]
    [InlineData("""{"surprise":1}""")]
    public void Each_refuses_what_it_should(string change)
    {
        var valid = Encoding.UTF8.GetString(ExportJson.Line(new LatestPointer
        {
            RunId = "20260701T020000Z-schedule",
            Period = "Last3Months",
            Outcome = ExportOutcome.Succeeded,
            RequestedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = DateTimeOffset.UnixEpoch,
            Manifest = "v1/m",
            ManifestSha256 = new string('0', 64),
        }));
        var (field, value) = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!.Single();
        var changed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(valid)!;
        changed[field] = value;

        Assert.Empty(Problems(valid));
        Assert.NotEmpty(Problems(JsonSerializer.Serialize(changed)));
        changed.Remove("manifest");
        Assert.NotEmpty(Problems(JsonSerializer.Serialize(changed)));
    }

    private static IReadOnlyList<string> Problems(string json) => SchemaFile.Of("latest").ProblemsOf(Encoding.UTF8.GetBytes(json));

    private static bool IsText(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var text) && text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString());

    // By the contracts that the program serialises with.
    private static IEnumerable<string> FieldsOf(Type type, string path)
    {
        var contract = ExportJson.ContractOf(type);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => FieldsOf(contract.ElementType!, path + "[]"),
            JsonTypeInfoKind.Object => contract.Properties.Where(property => property.Get is not null && !IsIgnored(property))
                .SelectMany(property => FieldsOf(property.PropertyType, $"{path}/{property.Name}").Prepend($"{path}/{property.Name}")),
            _ => [],
        };
    }

    private static bool IsIgnored(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), true)
            .OfType<System.Text.Json.Serialization.JsonIgnoreAttribute>().Any(ignore => ignore.Condition == System.Text.Json.Serialization.JsonIgnoreCondition.Always) == true;
}
