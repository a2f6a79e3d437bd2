namespace Keepnet.Export.Runs.Planning;

/// <summary>A company that had to be in the API's list is not; nothing was planned.</summary>
public sealed class CompanyNotListedException(string companyId)
    : Exception($"Company {companyId} is not among the companies these credentials manage. Check the id: upper and lower case count.");
