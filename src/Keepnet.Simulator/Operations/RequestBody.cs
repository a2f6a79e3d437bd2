using System.Text.Json;

namespace Keepnet.Simulator;

/// <summary>The JSON object of a POST, read the way the API does: names in any case, strict about the rest.</summary>
internal sealed class RequestBody
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.OrdinalIgnoreCase);

    private RequestBody(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
            _fields[property.Name] = property.Value;
    }

    /// <summary>Gives either the body or the answer that refuses it.</summary>
    public static (RequestBody? Body, Answer? Refusal) Read(ApiCall call)
    {
        if (call.ContentType is not "application/json")
            return (null, Answer.InputError());
        if (Parse(call.Body) is not { ValueKind: JsonValueKind.Object } root)
            return (null, Answer.InputError("A JSON object is required."));
        return root.EnumerateObject().Any()
            ? (new RequestBody(root), null)
            : (null, Answer.InputError("The body must not be empty."));
    }

    /// <summary>The first field the schema does not know; null when there is none.</summary>
    public string? FieldOutside(params string[] known) =>
        _fields.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));

    public bool Has(string name) => _fields.ContainsKey(name);

    public bool IsNull(string name) => Kind(name) is JsonValueKind.Null;

    public JsonValueKind Kind(string name) =>
        _fields.TryGetValue(name, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    public JsonElement Get(string name) => _fields.GetValueOrDefault(name);

    public string? Text(string name) => Kind(name) is JsonValueKind.String ? _fields[name].GetString() : null;

    public int? Number(string name) =>
        Kind(name) is JsonValueKind.Number && _fields[name].TryGetInt32(out var number) ? number : null;

    public bool? Flag(string name) => Kind(name) switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
