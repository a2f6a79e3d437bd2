using System.Text.Json.Serialization;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Runs.Journal;

/// <summary>One line of a run's journal: how one company ended. The last line of a company counts.</summary>
public sealed record JournalEntry
{
    public required string CompanyId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? CompanyName { get; init; }

    public required ExportOutcome Outcome { get; init; }

    /// <summary>One of <see cref="FailureCodes"/>; absent for a success and for a company left out by a filter.</summary>
    public string? Code { get; init; }

    public string? Reason { get; init; }

    /// <summary>Which delivery of the company's message ended it, from 1.</summary>
    public int Attempt { get; init; } = 1;

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Bytes of the files written.</summary>
    public long Bytes { get; init; }

    public long Calls { get; init; }

    public long Retries { get; init; }

    public long Throttled { get; init; }

    public WidgetCounts Widgets { get; init; } = new(0, 0, 0, 0);

    /// <summary>Widgets that could not be had.</summary>
    public IReadOnlyList<string> WidgetIds { get; init; } = [];

    /// <summary>Number of warnings in the manifest.</summary>
    public int Warnings { get; init; }

    /// <summary>Path of the manifest from the store's root, when something was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Manifest { get; init; }

    /// <summary>Path of the manifest that was published and is taken back; only in the line that says so.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Hashes by which another process of the run notices that a company is given the same answers; null for none.</summary>
    public IReadOnlyList<string>? Marks { get; init; }

    /// <summary>The line of a company that was worked on.</summary>
    /// <param name="job">What was to be done.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="startedAt">When it was begun.</param>
    /// <param name="finishedAt">Now.</param>
    internal static JournalEntry Of(ExportJob job, CompanyResult result, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        var api = result.WasThere ? result.Manifest!.Api : ApiCounts.Of(job.Calls);
        return new JournalEntry
        {
            CompanyId = job.CompanyId,
            CompanyName = job.CompanyName,
            Outcome = result.Outcome,
            Code = result.Failure?.Code,
            Reason = result.Failure?.Reason,
            Attempt = job.Attempt,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Bytes = result.Manifest?.Bytes ?? 0,
            Calls = api.Calls,
            Retries = api.Retries,
            Throttled = api.Throttled,
            Widgets = result.Widgets?.ToCounts() ?? new WidgetCounts(0, 0, 0, 0),
            WidgetIds = result.Widgets?.Failed.Select(widget => widget.Id).ToList() ?? [],
            Warnings = result.Manifest?.Warnings.Count ?? 0,
            Manifest = result.ManifestPath,
            Marks = result.Manifest?.Marks,
        };
    }

    /// <summary>The line of a company of which nothing is exported, in the words of its failure.</summary>
    internal static JournalEntry Failed(string companyId, string? companyName, ExportFailure failure, DateTimeOffset now) => new()
    {
        CompanyId = companyId,
        CompanyName = companyName,
        Outcome = ExportOutcome.Failed,
        Code = failure.Code,
        Reason = failure.Reason,
        StartedAt = now,
        FinishedAt = now,
    };

    /// <summary>The line of an export that stands in the store.</summary>
    /// <param name="manifest">What the export says of itself.</param>
    /// <param name="path">Of the manifest, from the store's root.</param>
    /// <param name="calls">The calls to count for it.</param>
    internal static JournalEntry Of(ExportManifest manifest, string path, ApiCounts calls) => new()
    {
        CompanyId = manifest.CompanyId,
        CompanyName = manifest.CompanyName,
        Outcome = manifest.Outcome,
        Code = manifest.Code,
        Reason = manifest.Reason,
        StartedAt = manifest.StartedAt,
        FinishedAt = manifest.FinishedAt,
        Bytes = manifest.Bytes,
        Calls = calls.Calls,
        Retries = calls.Retries,
        Throttled = calls.Throttled,
        Widgets = manifest.Widgets.ToCounts(),
        WidgetIds = manifest.Widgets.Failed.Select(widget => widget.Id).ToList(),
        Warnings = manifest.Warnings.Count,
        Manifest = path,
        Marks = manifest.Marks,
    };
}
