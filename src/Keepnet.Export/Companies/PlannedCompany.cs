using Keepnet.Api.Companies;

namespace Keepnet.Export.Companies;

/// <summary>One line of <c>companies.ndjson</c>.</summary>
/// <param name="Company">As the API lists it.</param>
/// <param name="IsListed">False for a company that was asked for by id but is not in the API's list.</param>
internal sealed record PlannedCompany(Company Company, bool IsListed);
