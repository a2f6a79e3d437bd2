namespace Keepnet.Export.Verification;

/// <summary>What <c>verify</c> found.</summary>
public sealed record VerificationReport
{
    public required string Store { get; init; }

    /// <summary>Whether every file is there, unchanged and listed.</summary>
    public bool Intact => Problems.Count == 0;

    /// <summary>Exports whose manifest was read.</summary>
    public int Exports { get; init; }

    /// <summary>Files compared with their manifest.</summary>
    public int Files { get; init; }

    /// <summary>Bytes of those files.</summary>
    public long Bytes { get; init; }

    public IReadOnlyList<StoreProblem> Problems { get; init; } = [];

    /// <summary>Folders and files that were removed.</summary>
    public IReadOnlyList<string> Cleaned { get; init; } = [];
}
