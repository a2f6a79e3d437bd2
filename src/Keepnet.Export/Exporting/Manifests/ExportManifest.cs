using System.Text.Json.Serialization;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Exporting.Manifests;

/// <summary><c>manifest.json</c>: created last and in one step, so that its presence means the export is whole.</summary>
public sealed record ExportManifest
{
    public int Schema { get; init; } = 1;

    public required string RunId { get; init; }

    public required string CompanyId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? CompanyName { get; init; }

    public required ManifestPeriod Period { get; init; }

    public required string Trigger { get; init; }

    public required ExportOutcome Outcome { get; init; }

    /// <summary>Why the outcome is <c>partial</c>.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>As in the name of the folder that holds the files.</summary>
    public required string Attempt { get; init; }

    public required ManifestWidgets Widgets { get; init; }

    public required ManifestReports Reports { get; init; }

    public required ApiCounts Api { get; init; }

    /// <summary>What changed since the previous export; absent from those of versions that did not compare.</summary>
    public ManifestChanges? Changes { get; init; }

    public required DriftReport Drift { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Figures that look wrong, each among <see cref="Warnings"/> too; empty when all look right, absent when they were not checked.</summary>
    public IReadOnlyList<CheckFinding>? Checks { get; init; }

    /// <summary>By widget, what the next export's checks compare with; absent when the figures were not checked.</summary>
    public IReadOnlyList<WidgetDigest>? Digest { get; init; }

    /// <summary>When the first export began whose widgets said the very same; this one's start when any differs from the one before.</summary>
    public DateTimeOffset? UnchangedSince { get; init; }

    /// <summary>How personal data was treated: <c>keep</c>, <c>pseudonymize</c> or <c>drop</c>.</summary>
    public required string Privacy { get; init; }

    /// <summary>What was replaced and where; absent when everything was kept.</summary>
    public PrivacyReceipt? PrivacyReceipt { get; init; }

    /// <summary>Hashes of the answers, for the isolation check of other processes of the run; absent unless everything was kept.</summary>
    public IReadOnlyList<string>? Marks { get; init; }

    public string Tool { get; init; } = ToolVersion.Text;

    [JsonIgnore]
    public long Bytes => Files.Sum(file => file.Bytes);
}
