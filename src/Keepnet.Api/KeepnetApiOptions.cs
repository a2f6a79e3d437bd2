using System.ComponentModel.DataAnnotations;

namespace Keepnet.Api;

/// <summary>How to reach the API and where its answers must end; section <c>Keepnet</c>.</summary>
public sealed class KeepnetApiOptions
{
    public const string Section = "Keepnet";

    /// <summary>https, or http on loopback only.</summary>
    public string BaseUrl { get; set; } = "https://api.keepnetlabs.com";

    /// <summary>Time for one try of a call, its whole body included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time without a single byte after which a try is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Tries of one call after the first.</summary>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 4;

    /// <summary>The longest wait asked by the API that is sat out inside a call; longer ones fail the call as throttled with the time to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Calls at once from this process; lowered by itself when throttled.</summary>
    [Range(1, 500)]
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>Upper bound on calls a second; null for none.</summary>
    [Range(0.01, 10_000)]
    public double? MaxCallsPerSecond { get; set; }

    /// <summary>Largest body accepted, decompressed, in bytes.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxResponseBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Deepest JSON nesting accepted.</summary>
    [Range(8, 10_000)]
    public int MaxJsonDepth { get; set; } = 512;

    /// <summary>Most elements accepted in one answer's <c>data</c>.</summary>
    [Range(1, int.MaxValue)]
    public int MaxItems { get; set; } = 100_000;

    /// <summary>Companies per page of the company list.</summary>
    [Range(1, 1000)]
    public int PageSize { get; set; } = 100;

    /// <summary>Pages after which listing companies stops with an error instead of looping for ever.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPages { get; set; } = 10_000;

    /// <summary>Where answers too large for memory are kept while they are worked on; null for the system's temporary folder.</summary>
    public string? SpoolDirectory { get; set; }

    /// <summary>Also send the scope under the header name <c>x-ir-company-id</c>.</summary>
    public bool SendLegacyCompanyHeader { get; set; }

    /// <summary>Send periods by number instead of by name.</summary>
    public bool SendPeriodAsNumber { get; set; }

    /// <summary>How the token's owner writes dates, for example <c>DD/MM/YYYY</c>; null to take it from the token.</summary>
    public string? DateFormat { get; set; }

    /// <summary>Send custom dates in <see cref="DateFormat"/> instead of ISO 8601.</summary>
    public bool SendDatesInDateFormat { get; set; }
}
