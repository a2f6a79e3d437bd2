using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keepnet.Export.Benchmarks.Reporting;

/// <summary>Prints results and keeps them as <c>&lt;scenario&gt;.md</c> and <c>&lt;scenario&gt;.json</c>.</summary>
public sealed class ResultFiles(string folder, string scenario)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _machine = Machine.Describe();

    public async Task WriteAsync(IReadOnlyList<ResultTable> tables, string command)
    {
        var markdown = $"`{command}`\n\n{_machine}\n\n{string.Join('\n', tables.Select(table => table.ToMarkdown()))}";
        Console.WriteLine(markdown);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{scenario}.md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{scenario}.json"), JsonSerializer.Serialize(new { scenario, command, machine = _machine, tables }, Options));
        await Console.Error.WriteLineAsync($"Kept in {Path.Combine(folder, scenario)}.md and .json");
    }
}
