using System.Text.Json;

namespace Keepnet.Export.Requests;

/// <summary>Strings of a JSON document.</summary>
internal static class JsonTexts
{
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
