using System.Text.Json;

namespace Keepnet.Export.Requests;

/// <summary>Names and strings of a JSON document.</summary>
internal static class JsonTexts
{
    /// <summary>The field's name; the replacement character, which no known field has, for a name that is no Unicode text.</summary>
    public static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The string; null for a value of another kind and for one that is no Unicode text (half a surrogate pair).</summary>
    public static string? TryRead(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
