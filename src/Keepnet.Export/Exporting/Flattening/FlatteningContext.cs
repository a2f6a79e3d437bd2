using Keepnet.Api.Reports;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>What every line of a company's export says beside the API's own words.</summary>
public sealed record FlatteningContext
{
    public required string RunId { get; init; }

    public required string CompanyId { get; init; }

    public string? CompanyName { get; init; }

    /// <summary>The window asked for; lines carry its folder name.</summary>
    public required ReportPeriod Period { get; init; }

    /// <summary>When the run was asked for; named periods end there.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    public required DateReader Dates { get; init; }
}
