using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keepnet.Simulator;

/// <summary>One way of writing JSON: names as they stand, letters of any script unescaped.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(object? value) => JsonSerializer.Serialize(value, Options);
}
