using Keepnet.Api.Companies;

namespace Keepnet.Export.Reading;

/// <summary>A company and the run that listed it.</summary>
public sealed record ListedCompany(string RunId, Company Company);
