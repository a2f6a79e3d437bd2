namespace Keepnet.Export.Runs;

/// <summary><c>run.json</c>: what a run set out to do. Written once, after <c>companies.ndjson</c>; its presence means that the plan is whole.</summary>
public sealed record RunPlan
{
    public int Schema { get; init; } = 1;

    public required string RunId { get; init; }

    public required string Trigger { get; init; }

    /// <summary>The period's folder name, for example <c>Last3Months</c> or <c>2026-04-01_2026-06-30</c>.</summary>
    public required string Period { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The slot of a scheduled run.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Companies in <c>companies.ndjson</c>.</summary>
    public required int Expected { get; init; }

    public required CompanyFilters Filters { get; init; }

    public required string Privacy { get; init; }

    /// <summary>Whether each report's detail is fetched too.</summary>
    public bool ReportDetails { get; init; } = true;

    /// <summary>What listing the companies had to say.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>API calls made to plan the run, token calls included.</summary>
    public ApiCounts Api { get; init; } = new();

    public string Tool { get; init; } = ToolVersion.Text;
}
