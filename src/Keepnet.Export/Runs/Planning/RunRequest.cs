using Keepnet.Api.Reports;

namespace Keepnet.Export.Runs.Planning;

/// <summary>A wish to export.</summary>
public sealed record RunRequest
{
    public required string RunId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>When it was asked for, as its id says; null for a slot, which is asked for when it is planned.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    public required ReportPeriod Period { get; init; }

    public required CompanyFilters Filters { get; init; }

    /// <summary>The slot of a scheduled run.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Whether a named company that the API does not list is a reason not to plan the run at all.</summary>
    public bool MustBeListed { get; init; }

    /// <summary>What the plan should tell its readers, for example that the schedule was late.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
