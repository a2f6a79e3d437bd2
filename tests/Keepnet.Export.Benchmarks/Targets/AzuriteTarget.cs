using Azure.Storage.Blobs;
using Keepnet.Export.Tests.Storage;

namespace Keepnet.Export.Benchmarks.Targets;

/// <summary>The Blob Storage emulator in a process of its own; it keeps what it is sent in memory.</summary>
internal sealed class AzuriteTarget : ITarget
{
    private readonly AzuriteProcess _azurite;
    private readonly BlobServiceClient _service;
    private BlobContainerClient? _container;
    private int _count;

    private AzuriteTarget(AzuriteProcess azurite)
    {
        _azurite = azurite;
        _service = new BlobServiceClient(azurite.ConnectionString);
    }

    public string Name => "to Azurite";

    /// <exception cref="AzuriteUnavailableException">It cannot run here.</exception>
    public static async Task<AzuriteTarget> StartAsync() => new(await AzuriteProcess.StartAsync());

    public async Task<Destination> EmptyAsync()
    {
        await (_container?.DeleteAsync() ?? Task.CompletedTask);
        _container = await _service.CreateBlobContainerAsync($"round-{_count++}");
        return new Destination { BlobConnectionString = _azurite.ConnectionString, BlobContainer = _container.Name };
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
