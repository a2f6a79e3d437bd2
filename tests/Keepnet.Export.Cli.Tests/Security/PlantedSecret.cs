using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Keepnet.Export.Cli.Tests.Security;

/// <summary>A secret that a test planted, and all the ways in which it could be written somewhere.</summary>
internal sealed class PlantedSecret(string name, string value)
{
    private readonly string[] _forms = [.. FormsOf(value).Where(form => form.Length >= 8).Distinct(StringComparer.OrdinalIgnoreCase)];

    public string Value => value;

    /// <summary>Where the secret is, in which form; null when it is not there.</summary>
    public string? FindIn(string place, string text) =>
        _forms.FirstOrDefault(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)) is { } form ? $"{name} is in {place} as {form}" : null;

    private static IEnumerable<string> FormsOf(string value) =>
    [
        value, Uri.EscapeDataString(value), WebUtility.UrlEncode(value), WebUtility.HtmlEncode(value),
        JavaScriptEncoder.Default.Encode(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        Convert.ToHexString(Encoding.UTF8.GetBytes(value)),
        .. new[] { 0, 1, 2 }.Select(shift => Base64Of(value, shift)),
        .. new[] { 0, 1, 2 }.Select(shift => Base64Of(value, shift).Replace('+', '-').Replace('/', '_')),
    ];

    // Wherever a text begins in what is encoded, one of three shapes of its inner part appears.
    private static string Base64Of(string value, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(value)]);
        return text.Length < 16 ? text : text[(shift == 0 ? 0 : 4)..^4];
    }
}
