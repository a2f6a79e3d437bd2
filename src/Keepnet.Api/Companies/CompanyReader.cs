using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Companies;

/// <summary>Reads one company row: its id strictly, everything else as far as it can be understood.</summary>
internal static class CompanyReader
{
    private const string Children = "children";

    /// <returns>Null for a row without an id.</returns>
    public static Company? Read(IJsonSource source, JsonRange row)
    {
        var line = new ArrayBufferWriter<byte>();
        JsonLine.Write(source, row.Offset, row.Length, line, leaveOut: Children);
        using var document = JsonDocument.Parse(line.WrittenMemory, new JsonDocumentOptions { MaxDepth = JsonScanner.DefaultMaxDepth });
        var fields = FieldsOf(document.RootElement);
        return (Text(fields, "companyResourceId") ?? Text(fields, "resourceId")) is not { } id ? null : new Company
        {
            Id = id,
            Name = Text(fields, "companyName") ?? Text(fields, "name"),
            PrivacyDurationId = Number(fields, "privacyDurationId"),
            LicenceExpired = Flag(fields, "licenceExpired") ?? Flag(fields, "licenseExpired") ?? false,
            Tags = Texts(fields, "tags"),
            Json = line.WrittenSpan.ToArray(),
        };
    }

    /// <returns>Where the row's nested companies lie; null when it has none.</returns>
    public static JsonRange? ChildrenOf(IJsonSource source, JsonRange row)
    {
        foreach (var member in JsonItems.Members(source, row))
        {
            if (member.Value.Kind == JsonValueKind.Array && member.Name.Equals(Children, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static Dictionary<string, JsonElement> FieldsOf(JsonElement row)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        if (row.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in row.EnumerateObject())
            {
                TryAdd(fields, property);
            }
        }

        return fields;
    }

    private static void TryAdd(Dictionary<string, JsonElement> fields, JsonProperty property)
    {
        try
        {
            fields.TryAdd(property.Name, property.Value);
        }
        catch (InvalidOperationException)
        {
            // A name with half a character is none that is read here.
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character; the row itself is kept as sent.
            return null;
        }
    }

    private static string? Text(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static int? Number(Dictionary<string, JsonElement> fields, string name) =>
        int.TryParse(Text(fields, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? Flag(Dictionary<string, JsonElement> fields, string name) => !fields.TryGetValue(name, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : bool.TryParse(TextOf(value), out var flag) ? flag
        : null;

    private static List<string> Texts(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(TextOf).OfType<string>()]
            : [];
}
