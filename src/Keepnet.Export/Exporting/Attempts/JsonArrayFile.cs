using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>A JSON array of the API's own objects, copied byte by byte; written even when empty.</summary>
internal sealed class JsonArrayFile(IExportStore store, string attemptFolder, string exportFolder, string name) : IAttemptFile
{
    private static readonly byte[] Open = "[\n"u8.ToArray();
    private static readonly byte[] Separator = ",\n"u8.ToArray();
    private static readonly byte[] Close = "\n]\n"u8.ToArray();
    private static readonly byte[] Empty = "[]\n"u8.ToArray();

    private readonly HashedStream _stream = new(store, $"{exportFolder}/{attemptFolder}/{name}");

    public long Records { get; private set; }

    public async Task AddAsync(IJsonSource source, JsonItem item, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Records == 0 ? Open : Separator, cancellationToken);
        await JsonCopier.CopyAsync(source, item, _stream, cancellationToken);
        Records++;
    }

    public async Task<ManifestFile?> CommitAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Records == 0 ? Empty : Close, cancellationToken);
        var hash = await _stream.CommitAsync(cancellationToken);
        return new ManifestFile(name, $"{attemptFolder}/{name}", _stream.Length, hash, Records);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
