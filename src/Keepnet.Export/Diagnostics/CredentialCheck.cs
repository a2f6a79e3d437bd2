using System.Globalization;
using Keepnet.Api.Authentication;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Diagnostics;

/// <summary>What can be told of client credentials: from their texts, and from the token they buy.</summary>
internal static class CredentialCheck
{
    // Azure Storage refuses callers whose clock is off by fifteen minutes.
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(5);

    private static readonly string[] Fillers =
        ["your-", "your_", "yourclient", "yoursecret", "changeme", "change-me", "placeholder", "client-id", "client_id", "client-secret", "client_secret", "xxxx", "todo"];

    /// <summary>Which of the settings holds a text that only stands for a value; null when neither does. Never the text itself.</summary>
    public static string? Placeholder(CredentialOptions options) =>
        IsPlaceholder(options.ClientId) ? "Keepnet:ClientId"
        : IsPlaceholder(options.ClientSecret) ? "Keepnet:ClientSecret"
        : null;

    /// <summary>Judges credentials that the API accepts.</summary>
    public static DoctorCheck OfAccepted(TokenIdentity identity)
    {
        var accepted = identity.OwnCompanyName is { } name ? $"The API accepts them; they belong to {name}." : "The API accepts them.";
        return identity.ClockAhead is { } ahead && ahead.Duration() > TolerableSkew
            ? DoctorCheck.Warn("credentials", $"{accepted} {SkewOf(ahead)}")
            : DoctorCheck.Fine("credentials", accepted);
    }

    /// <summary>Judges the role and the permissions that the token tells of.</summary>
    public static DoctorCheck OfRole(TokenIdentity identity)
    {
        if (ResellerRole.Objection(identity) is { } objection)
        {
            return DoctorCheck.Wrong("role", FailureCodes.NotReseller, objection);
        }

        var missing = NeededPermissions.MissingIn(identity);
        return missing.Count == 0
            ? DoctorCheck.Fine("role", "Reseller.")
            : DoctorCheck.Warn("role", $"Reseller, but the token does not list {string.Join(", ", missing)}: grant it to the client's role in Keepnet if the checks below or a run fail.");
    }

    private static bool IsPlaceholder(string? text) => text is not null
        && (text.Any(sign => sign is '<' or '>' or '…') || text.Contains("...", StringComparison.Ordinal)
            || Fillers.Any(filler => text.Contains(filler, StringComparison.OrdinalIgnoreCase)));

    private static string SkewOf(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture,
        $"But this machine's clock is {Math.Round(ahead.Duration().TotalMinutes)} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the API's: set it by a time server (NTP), or Azure will refuse this machine and runs will carry wrong dates.");
}
