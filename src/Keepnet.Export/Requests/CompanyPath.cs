namespace Keepnet.Export.Requests;

/// <summary>The company id in the path of a request.</summary>
public static class CompanyPath
{
    private const string Before = "/companies/";

    /// <summary>
    /// The id, percent-decoded exactly once; null when there is none. Web servers hand out paths that are decoded but for the
    /// slash, which leaves <c>a%2Fb</c> and <c>a%252Fb</c> alike: hence the target as sent.
    /// </summary>
    /// <param name="rawTarget">Path and query as they came, for example <c>/api/companies/a%2Fb/exports?x=1</c>.</param>
    public static string? IdOf(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        var start = path.IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : Uri.UnescapeDataString(path[(start + Before.Length)..].Split('/', 2)[0]);
    }
}
