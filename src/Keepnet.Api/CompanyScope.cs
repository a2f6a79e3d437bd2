using Keepnet.Api.Transport;

namespace Keepnet.Api;

/// <summary>The company a call is made for, and where its calls are counted.</summary>
/// <param name="CompanyId">Company resource id; opaque, case-sensitive.</param>
/// <param name="Statistics">Counts this company's calls beside the client's own counts.</param>
public sealed record CompanyScope(string CompanyId, CallStatistics Statistics)
{
    /// <summary>Somebody waits for the company: its calls go before those of others that are held back too.</summary>
    public bool IsUrgent { get; init; }
}
