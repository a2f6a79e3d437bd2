namespace Keepnet.Export.Runs.Summaries;

/// <summary>Which companies a run was about, in a form that can be checked and compared.</summary>
public sealed record RosterProof
{
    public required int Count { get; init; }

    /// <summary>Lower-case hex SHA-256 of the company ids, sorted ordinally and joined by line feeds.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Companies that the previous run of all companies did not have.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Companies that the previous run of all companies had and this one has not.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];
}
