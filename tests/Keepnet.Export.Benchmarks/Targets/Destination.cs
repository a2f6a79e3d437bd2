namespace Keepnet.Export.Benchmarks.Targets;

/// <summary>Where one export goes: a folder, or a container of Blob Storage.</summary>
public sealed record Destination
{
    public string? Folder { get; init; }

    public string? BlobConnectionString { get; init; }

    public string? BlobContainer { get; init; }
}
