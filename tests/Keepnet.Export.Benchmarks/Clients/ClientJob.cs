using Keepnet.Export.Benchmarks.Payloads;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>What a client process is to do.</summary>
public sealed record ClientJob
{
    public required string Url { get; init; }

    public required TenantShape Shape { get; init; }

    /// <summary>Where files go; null with <see cref="BlobConnectionString"/>.</summary>
    public string? Folder { get; init; }

    public string? BlobConnectionString { get; init; }

    public string BlobContainer { get; init; } = "exports";
}
