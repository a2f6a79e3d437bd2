using Keepnet.Export.Queueing;

namespace Keepnet.Export.Runs;

/// <summary><c>retry.json</c>: the companies of a run that were last asked for again.</summary>
public sealed record RunRetry
{
    public int Schema { get; init; } = 1;

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The attempt each company is to have.</summary>
    public required IReadOnlyDictionary<string, int> Attempts { get; init; }

    /// <summary>Those of the messages whose company has not reached the attempt yet.</summary>
    internal IEnumerable<ExportMessage> Pending(IEnumerable<ExportMessage> again) =>
        again.Where(message => Attempts.TryGetValue(message.CompanyId, out var attempt) && message.Attempt <= attempt);
}
