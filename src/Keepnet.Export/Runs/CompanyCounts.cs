using System.Text.Json.Serialization;

namespace Keepnet.Export.Runs;

/// <summary>Companies of a run by outcome.</summary>
public sealed record CompanyCounts
{
    public int Expected { get; init; }

    public int Succeeded { get; init; }

    public int Partial { get; init; }

    public int Skipped { get; init; }

    public int Failed { get; init; }

    [JsonIgnore]
    public int Done => Succeeded + Partial + Skipped + Failed;

    public CompanyCounts With(ExportOutcome outcome) => outcome switch
    {
        ExportOutcome.Succeeded => this with { Succeeded = Succeeded + 1 },
        ExportOutcome.Partial => this with { Partial = Partial + 1 },
        ExportOutcome.Skipped => this with { Skipped = Skipped + 1 },
        _ => this with { Failed = Failed + 1 },
    };

    public CompanyCounts Without(ExportOutcome outcome) => outcome switch
    {
        ExportOutcome.Succeeded => this with { Succeeded = Succeeded - 1 },
        ExportOutcome.Partial => this with { Partial = Partial - 1 },
        ExportOutcome.Skipped => this with { Skipped = Skipped - 1 },
        _ => this with { Failed = Failed - 1 },
    };

    /// <summary>The outcome of a run whose companies ended like this.</summary>
    public RunOutcome ToRunOutcome() => (Succeeded + Partial, Partial + Failed) switch
    {
        (0, _) when Failed > 0 => RunOutcome.Failed,
        (_, > 0) => RunOutcome.Partial,
        _ => RunOutcome.Succeeded,
    };
}
