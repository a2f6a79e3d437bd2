using Keepnet.Api.Authentication;

namespace Keepnet.Export.Runs.Planning;

/// <summary>Whether the credentials are those of a reseller, as far as their token says.</summary>
internal static class ResellerRole
{
    private const string Expected = "Reseller";

    /// <summary>What is wrong and how to mend it; null when nothing speaks against it. A claim that is missing is no objection.</summary>
    public static string? Objection(TokenIdentity identity)
    {
        // Several roles may come as one text: a list joined by commas, or an array that somebody turned into text.
        var hasRole = identity.Roles.SelectMany(role => role.Split(',', ';'))
            .Any(role => role.Trim(' ', '[', ']', '"').Equals(Expected, StringComparison.OrdinalIgnoreCase));
        var isReseller = identity.ResellerAccess ?? (hasRole || identity.Roles.Count == 0);
        return isReseller
            ? null
            : $"The credentials work but are not a reseller's (role: {(identity.Roles.Count == 0 ? "none" : string.Join(", ", identity.Roles))}). "
                + "Create a REST API client with the role Reseller in Keepnet under Company Settings > REST API, and use its id and secret.";
    }
}
