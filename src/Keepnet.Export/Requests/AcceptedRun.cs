namespace Keepnet.Export.Requests;

/// <summary>The body of a 202.</summary>
internal sealed record AcceptedRun
{
    public required string RunId { get; init; }

    /// <summary>Always <c>accepted</c>; ask for the run to see how far it is.</summary>
    public string Status { get; init; } = "accepted";

    /// <summary>The period's folder name.</summary>
    public required string Period { get; init; }

    /// <summary>Companies of the run; of a retry, those that are exported again.</summary>
    public required int Companies { get; init; }

    /// <summary>Where to ask for the run.</summary>
    public required string Location { get; init; }
}
