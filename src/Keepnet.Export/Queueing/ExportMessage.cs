using System.Text.Json.Serialization;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Queueing;

/// <summary>The work of one company in one run, as it travels on the queue. Holds no secret and no personal data.</summary>
public sealed record ExportMessage
{
    public int Schema { get; init; } = 1;

    public required string RunId { get; init; }

    public required string CompanyId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? CompanyName { get; init; }

    /// <summary>The period's folder name.</summary>
    public required string Period { get; init; }

    public required string Trigger { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From 1; each redelivery counts one up.</summary>
    public int Attempt { get; init; } = 1;

    internal static ExportMessage Of(RunPlan plan, string companyId, string? companyName, int attempt) => new()
    {
        RunId = plan.RunId,
        CompanyId = companyId,
        CompanyName = companyName,
        Period = plan.Period,
        Trigger = plan.Trigger,
        RequestedAt = plan.RequestedAt,
        Attempt = attempt,
    };
}
