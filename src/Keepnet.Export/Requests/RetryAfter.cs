using System.Globalization;

namespace Keepnet.Export.Requests;

/// <summary>Values of the <c>Retry-After</c> header.</summary>
internal static class RetryAfter
{
    /// <summary>When to look at a run that has just been accepted.</summary>
    public static readonly TimeSpan Accepted = TimeSpan.FromSeconds(5);

    /// <summary>When to repeat a request that met a passing failure, unless the API said otherwise.</summary>
    public static readonly TimeSpan Failure = TimeSpan.FromSeconds(30);

    /// <summary>Whole seconds, rounded up.</summary>
    public static string Text(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
