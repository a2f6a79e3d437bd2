using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Support;

/// <summary>Everybody the simulated tenant knows, by name, address and department, and the other companies its widgets name.</summary>
internal sealed class People
{
    private static readonly string[] PersonalFields = ["fullName", "email", "department", "Company"];
    private static readonly string[] PersonalCells = ["name", "email", "department"];

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    private SearchValues<string>? _spellings;

    public People(TenantData data)
    {
        foreach (var company in data.Companies())
        {
            var widgets = data.WidgetIds(company.Id).Select(id => data.RenderWidget(company.Id, id, StoreReader.Period)).OfType<string>();
            foreach (var text in widgets.Concat(data.ReportIds(company.Id).Select(id => data.RenderReport(company.Id, id)!)))
            {
                Collect(JsonDocument.Parse(text).RootElement, PersonalFields);
            }
        }
    }

    public IReadOnlyCollection<string> Texts => _texts;

    /// <summary>The first of them found in a text, in any letter case, escaped for JSON or for a URL; null when there is none.</summary>
    public string? FindIn(string text)
    {
        _spellings ??= SearchValues.Create([.. _texts.SelectMany(Spellings)], StringComparison.OrdinalIgnoreCase);
        return text.AsSpan().IndexOfAny(_spellings) is >= 0 and var found ? text.Substring(found, Math.Min(60, text.Length - found)) : null;
    }

    private static IEnumerable<string> Spellings(string person) => new[]
    {
        person, JavaScriptEncoder.Default.Encode(person), Uri.EscapeDataString(person), string.Concat(person.Select(Escaped)),
    }.Distinct().Select(Bounded);

    // A department may be as short as "IT": as a value of its own it has quotes around it.
    private static string Bounded(string spelling) => spelling.Length < 8 ? $"\"{spelling}\"" : spelling;

    private static string Escaped(char character) => char.IsAsciiLetterOrDigit(character) ? character.ToString() : $"\\u{(int)character:x4}";

    private void Collect(JsonElement element, string[] fields)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, fields);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String && fields.Contains(property.Name))
                {
                    Add(property.Value.GetString()!);
                }

                Collect(property.Value, property.Name == "tableValues" ? PersonalCells : PersonalFields);
            }
        }
    }

    // A surname alone tells enough.
    private void Add(string text)
    {
        _texts.Add(text);
        if (text.Split(' ') is [_, { Length: >= 8 } surname])
        {
            _texts.Add(surname);
        }
    }
}
