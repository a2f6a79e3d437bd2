using System.Text.Json;

namespace Keepnet.Simulator.Tests;

internal static class AnswerExtensions
{
    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.TextAsync()).RootElement;

    /// <summary>The text of <c>data</c>, byte for byte.</summary>
    public static async Task<string> DataAsync(this HttpResponseMessage answer) =>
        (await answer.JsonAsync()).GetProperty("data").GetRawText();

    public static async Task<string?> StatusNameAsync(this HttpResponseMessage answer) =>
        (await answer.JsonAsync()).GetProperty("status").GetString();
}
