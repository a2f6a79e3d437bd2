using System.Net;
using System.Text.RegularExpressions;

namespace Keepnet.Api.Transport;

/// <summary>Makes foreign text fit for messages and logs: without secrets, tokens, e-mail addresses and control characters, and short.</summary>
internal sealed partial class Redactor
{
    private const int MaxCharacters = 300;
    private const int MaxInput = 20_000;
    private const int MaxSecrets = 64;
    private const int ShortestSecret = 4;
    private const string Removed = "[removed]";

    private readonly Lock _gate = new();
    private readonly List<string> _secrets = [];

    /// <summary>Remembers a secret or token, so that it never shows up even when a server repeats it.</summary>
    public void Learn(string secret)
    {
        lock (_gate)
        {
            foreach (var form in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret) })
            {
                if (form.Length >= ShortestSecret && !_secrets.Contains(form))
                {
                    _secrets.Add(form);
                }
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
        return cleaned.Length > MaxCharacters ? string.Concat(cleaned.AsSpan(0, MaxCharacters), "…") : cleaned;
    }

    private string WithoutSecrets(string text)
    {
        lock (_gate)
        {
            return _secrets.Aggregate(text, (current, secret) => current.Replace(secret, Removed, StringComparison.OrdinalIgnoreCase));
        }
    }

    [GeneratedRegex(@"eyJ[\w-]+(\.[\w-]*)*|[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")]
    private static partial Regex Jwt();

    [GeneratedRegex("""[^\s@<>"',;:()\[\]]+@[^\s@<>"',;:()\[\]]+""")]
    private static partial Regex Email();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Unprintable();
}
