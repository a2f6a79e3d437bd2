using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Settings;

/// <summary>What to export, where to and how fast; section <c>Export</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>The value of <see cref="Schedule"/> that switches the schedule off.</summary>
    public const string NeverScheduled = "never";

    /// <summary>A named period, or <c>yyyy-MM-dd_yyyy-MM-dd</c> with both days inclusive.</summary>
    public string Period { get; set; } = ReportPeriod.Default.ToString();

    /// <summary>A directory as the store; <c>./exports</c> when no store is set.</summary>
    public string? Directory { get; set; }

    /// <summary>A Blob Storage container as the store, reached with the identity of the process.</summary>
    public string? BlobContainerUri { get; set; }

    /// <summary>A connection string, for the Azurite emulator; with <see cref="BlobContainer"/>.</summary>
    [Secret]
    [JsonIgnore]
    public string? BlobConnectionString { get; set; }

    public string? BlobContainer { get; set; }

    /// <summary>Companies at once in one process.</summary>
    [Range(1, 256)]
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Upper bound on API calls a second of one process.</summary>
    [Range(0.01, 10_000)]
    public double? MaxCallsPerSecond { get; set; }

    /// <summary>Widget ids per call.</summary>
    [Range(1, 20)]
    public int WidgetBatchSize { get; set; } = 10;

    /// <summary>Whether each report's detail is fetched too.</summary>
    public bool ReportDetails { get; set; } = true;

    /// <summary>Whether figures that look wrong are looked for and warned of.</summary>
    public bool Checks { get; set; } = true;

    public CompanyFilterOptions Companies { get; set; } = new();

    /// <summary>How personal data is treated.</summary>
    public PrivacyMode Privacy { get; set; } = PrivacyMode.Keep;

    /// <summary>The key of pseudonyms, at least 16 characters; for <c>pseudonymize</c>.</summary>
    [Secret]
    [JsonIgnore]
    public string? PrivacyKey { get; set; }

    /// <summary>The secret that holds this key, in the vault of <see cref="CredentialOptions.KeyVaultUri"/>; instead of <see cref="PrivacyKey"/>.</summary>
    public string? PrivacyKeySecretName { get; set; }

    /// <summary>When to export all companies: six fields (seconds first), UTC; or <c>never</c>.</summary>
    public string Schedule { get; set; } = "0 0 2 * * *";

    /// <summary>How long an unfinished run may show no sign of life before it is closed.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Deliveries of one company's message before a passing failure is final.</summary>
    [Range(1, 100)]
    public int MaxDeliveries { get; set; } = 3;

    /// <summary>Wait before the second delivery; each further one waits twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RedeliveryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one company may be put off while the API is throttling.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan CompanyTimeBudget { get; set; } = TimeSpan.FromHours(6);

    internal bool IsScheduled => !Schedule.Equals(NeverScheduled, StringComparison.OrdinalIgnoreCase);
}
