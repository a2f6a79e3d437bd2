using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Targets;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>What a client process is to do.</summary>
public sealed record ClientJob
{
    public required string Url { get; init; }

    public required TenantShape Shape { get; init; }

    public required Destination Destination { get; init; }
}
