namespace Keepnet.Export.Runs.Planning;

/// <summary>A company that had to be in the API's list is not; nothing was planned.</summary>
public sealed class CompanyNotListedException(string companyId) : Exception(Words(companyId))
{
    /// <summary>What to tell of such a company, planned or not.</summary>
    internal static string Words(string companyId) =>
        $"Company {companyId} is not among the companies these credentials manage. Check the id: upper and lower case count.";
}
