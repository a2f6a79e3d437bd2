using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Schemas;

/// <summary>Holds all that a store holds against its schema.</summary>
internal static class SchemaCheck
{
    // The API's own objects, and what is not for readers.
    private static readonly string[] Without = ["reports.json", "report-details.json", "widgets.json"];

    private static readonly Dictionary<string, string> Documents = new(StringComparer.Ordinal)
    {
        ["run.json"] = "run",
        ["summary.json"] = "summary",
        ["retry.json"] = "retry",
        ["manifest.json"] = "manifest",
        ["latest.json"] = "latest",
    };

    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        ["companies.ndjson"] = "company-line",
        ["journal.ndjson"] = "journal-line",
        ["interruptions.ndjson"] = "interruption-line",
        ["changes.ndjson"] = "change-line",
        ["metrics.ndjson"] = "metric-line",
        ["tables.ndjson"] = "table-line",
    };

    /// <summary>The schemas that something in the store was held against. Fails the test at the first problem.</summary>
    public static async Task<IReadOnlySet<string>> CheckAsync(IExportStore store)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var entry in store.ListAsync("v1", default))
        {
            var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
            if (Documents.TryGetValue(name, out var document))
            {
                used.Add(document);
                Fits(document, entry.Path, (await store.TryReadAsync(entry.Path, default))!.Content);
            }
            else if (Lines.TryGetValue(name, out var line))
            {
                used.Add(line);
                await LinesFitAsync(store, line, entry.Path);
            }
            else
            {
                Assert.True(Without.Contains(name), $"{entry.Path} has no schema.");
            }
        }

        return used;
    }

    public static void Fits(string schema, string what, ReadOnlyMemory<byte> json)
    {
        var problems = SchemaFile.Of(schema).ProblemsOf(json.Span);
        Assert.True(problems.Count == 0, $"{what}:\n{string.Join('\n', problems)}");
    }

    private static async Task LinesFitAsync(IExportStore store, string schema, string path)
    {
        var number = 0;
        await foreach (var line in NdjsonReader.ReadAsync(store, path, default))
        {
            Fits(schema, $"{path}:{++number}", line);
        }
    }
}
