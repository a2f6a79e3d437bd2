namespace Keepnet.Simulator;

/// <summary>What a <c>companies/search</c> call asks for.</summary>
internal sealed record CompanyQuery
{
    public required int PageNumber { get; init; }

    public required int PageSize { get; init; }

    public string OrderBy { get; init; } = "CreateTime";

    public bool Ascending { get; init; } = true;

    public string SearchText { get; init; } = "";

    public bool IsClustered { get; init; }

    /// <summary>Rows by which each page has moved back since the page before it was asked for.</summary>
    public int Drift { get; init; }
}
