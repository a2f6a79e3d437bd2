namespace Keepnet.Simulator;

/// <summary>One company of the tenant, as the simulator knows it.</summary>
public sealed record SimulatedCompany
{
    /// <summary>Position in order of creation; -1 is the reseller's own company.</summary>
    public required int Index { get; init; }

    /// <summary>The company resource id: 12 letters and digits, case-sensitive.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Industry { get; init; }

    public required LicenceTier Licence { get; init; }

    public required bool LicenceExpired { get; init; }

    public required DateTime? LicenceEnd { get; init; }

    /// <summary>0 closes the company: executive-report calls get 403 <c>PRIVACY_ERROR</c>.</summary>
    public required int PrivacyDurationId { get; init; }

    public required DateTime Created { get; init; }

    /// <summary>Users the licence allows; null when there is no limit.</summary>
    public required int? UserLimit { get; init; }

    public required int TargetUsers { get; init; }

    public required IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The internal number some answers carry, unrelated to <see cref="Id"/>.</summary>
    public int Number => 4000 + Index;

    public bool IsClosed => PrivacyDurationId == 0;

    public bool IsReseller => Index == ResellerIndex;

    internal const int ResellerIndex = -1;
}
