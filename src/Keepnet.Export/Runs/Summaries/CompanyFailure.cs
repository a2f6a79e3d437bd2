using System.Text.Json.Serialization;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Runs.Summaries;

/// <summary>A company that is not <c>succeeded</c>, and why.</summary>
public sealed record CompanyFailure
{
    public required string CompanyId { get; init; }

    public required ExportOutcome Outcome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Reason { get; init; }

    public IReadOnlyList<string> WidgetIds { get; init; } = [];

    public static CompanyFailure Of(JournalEntry entry) => new()
    {
        CompanyId = entry.CompanyId,
        Outcome = entry.Outcome,
        Code = entry.Code,
        Reason = entry.Reason,
        WidgetIds = entry.WidgetIds,
    };
}
