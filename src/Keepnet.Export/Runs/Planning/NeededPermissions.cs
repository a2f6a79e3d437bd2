using Keepnet.Api.Authentication;

namespace Keepnet.Export.Runs.Planning;

/// <summary>The calls that a run cannot do without, as the token endpoint lists what it grants.</summary>
internal static class NeededPermissions
{
    private static readonly string[] All =
        ["companies/search|POST", "executive-report/search|POST", "executive-report/get-widget-datas|POST"];

    /// <summary>Those that the token does not list; empty when it lists none at all.</summary>
    public static IReadOnlyList<string> MissingIn(TokenIdentity identity) => identity.Permissions is { } granted
        ? [.. All.Where(needed => !granted.Contains(needed, StringComparer.OrdinalIgnoreCase))]
        : [];
}
