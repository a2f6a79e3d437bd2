using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Keepnet.Api.Transport;

/// <summary>Makes foreign text fit for messages and logs: without secrets, tokens, e-mail addresses and control characters, and short.</summary>
internal sealed partial class Redactor
{
    private const int MaxCharacters = 300;
    private const int MaxInput = 20_000;
    private const int MaxSecrets = 128;
    private const int ShortestSecret = 4;
    private const string Removed = "[removed]";

    private readonly Lock _gate = new();
    private readonly List<string> _secrets = [];

    /// <summary>Remembers a secret or token, so that it never shows up even when a server repeats it.</summary>
    public void Learn(string secret)
    {
        lock (_gate)
        {
            foreach (var form in FormsOf(secret).Where(form => form.Length >= ShortestSecret).Distinct(StringComparer.Ordinal))
            {
                // Those learnt last are kept: the client secret is learnt anew before each of the tokens it buys.
                _secrets.Remove(form);
                _secrets.Add(form);
            }

            _secrets.RemoveRange(0, Math.Max(0, _secrets.Count - MaxSecrets));
        }
    }

    public string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        var cleaned = WithoutSecrets(text.Length > MaxInput ? text[..MaxInput] : text);
        cleaned = Jwt().Replace(cleaned, Removed);
        cleaned = Email().Replace(cleaned, Removed);
        cleaned = Unprintable().Replace(cleaned, " ").Trim();
        cleaned = WithoutBeginnings(cleaned);
        return cleaned.Length > MaxCharacters ? string.Concat(cleaned.AsSpan(0, MaxCharacters), "…") : cleaned;
    }

    private string WithoutSecrets(string text)
    {
        lock (_gate)
        {
            // The longest first: one form may be part of another.
            return _secrets.OrderByDescending(secret => secret.Length).Aggregate(text, (current, secret) => current.Replace(secret, Removed, StringComparison.OrdinalIgnoreCase));
        }
    }

    // How servers and libraries write a text that they repeat.
    private static IEnumerable<string> FormsOf(string secret)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        return
        [
            secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret),
            JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            base64, base64.TrimEnd('='), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ];
    }

    // A long text is cut somewhere, which may be in the middle of a secret.
    private string WithoutBeginnings(string text)
    {
        lock (_gate)
        {
            var longest = _secrets.Max(secret => (int?)CommonLength(text, secret)) ?? 0;
            return longest < ShortestSecret ? text : string.Concat(text.AsSpan(0, text.Length - longest), Removed);
        }
    }

    private static int CommonLength(string text, string secret)
    {
        for (var length = Math.Min(text.Length, secret.Length - 1); length >= ShortestSecret; length--)
        {
            if (text.AsSpan(text.Length - length).Equals(secret.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }

    // Both patterns take time in proportion to the text: one begins at the start of a word only, the other looks 64 characters
    // back at most, which is as long as the part before the sign may be.
    [GeneratedRegex(@"eyJ[\w-]+(\.[\w-]*)*|(?<![\w-])[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")]
    private static partial Regex Jwt();

    [GeneratedRegex("""[^\s@<>"',;:()\[\]]{1,64}(@|%40|&#64;|\\u0040)[^\s@<>"',;:()\[\]]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Unprintable();
}
