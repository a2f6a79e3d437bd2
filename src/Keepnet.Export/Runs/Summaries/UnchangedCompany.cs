namespace Keepnet.Export.Runs.Summaries;

/// <summary>A company whose widgets have said the very same for a long time.</summary>
/// <param name="CompanyId">Whose licence has not expired.</param>
/// <param name="Since">When the first export began that said so.</param>
public sealed record UnchangedCompany(string CompanyId, DateTimeOffset Since);
