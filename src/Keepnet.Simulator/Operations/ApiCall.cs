namespace Keepnet.Simulator;

/// <summary>One request as it came in. Faults may pass a changed copy on to the operation.</summary>
internal sealed record ApiCall
{
    public required Operation Operation { get; init; }

    /// <summary>The bearer token; null when there is none.</summary>
    public string? Token { get; init; }

    /// <summary>The value of <c>X-KEEPNET-Company-Id</c>; null without the header.</summary>
    public string? CompanyId { get; init; }

    /// <summary>The value of the older <c>x-ir-company-id</c>.</summary>
    public string? OlderCompanyId { get; init; }

    /// <summary>The media type without parameters, in lower case.</summary>
    public string? ContentType { get; init; }

    public string Body { get; init; } = "";

    public string? ReportId { get; init; }

    /// <summary>Rows by which pages of companies drift; see <see cref="CompanyQuery.Drift"/>.</summary>
    public int Drift { get; init; }

    /// <summary>How often this very request came before, and which faults hit it.</summary>
    public required FaultHistory History { get; init; }

    public bool IsExecutiveReport => Operation >= Operation.ReportSearch;

    /// <summary>Equal for repetitions of a request, whatever the token.</summary>
    public string Key => Operation is Operation.Token ? "Token" : $"{Operation}/{CompanyId}/{ReportId}/{Body}";
}
