namespace Keepnet.Simulator;

/// <summary>One request the tenant received.</summary>
/// <param name="Number">Counted from 1 in order of completion.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="CompanyId">The scope header as sent; null without one.</param>
/// <param name="ReportId">The report in the path; null for other operations.</param>
/// <param name="Body">The beginning of the body; of a token request nothing.</param>
/// <param name="Status">The HTTP status; 0 when the connection was dropped.</param>
/// <param name="Faults">Names of the profiles that interfered.</param>
public sealed record RecordedRequest(
    long Number, Operation Operation, string? CompanyId, string? ReportId, string Body, int Status, IReadOnlyList<string> Faults);
