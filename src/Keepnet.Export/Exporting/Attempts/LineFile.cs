using System.Buffers;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>An <c>.ndjson</c> file; exists only when it has a line.</summary>
internal sealed class LineFile(IExportStore store, string attemptFolder, string exportFolder, string name) : ILineSink, IAttemptFile
{
    private const int FlushAt = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly HashedStream _stream = new(store, $"{exportFolder}/{attemptFolder}/{name}");
    private long _records;

    public ArrayBufferWriter<byte> Buffer => _buffer;

    public ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        _buffer.Write("\n"u8);
        _records++;
        return _buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    public async Task<ManifestFile?> CommitAsync(CancellationToken cancellationToken)
    {
        if (_records == 0)
        {
            return null;
        }

        await FlushAsync(cancellationToken);
        var hash = await _stream.CommitAsync(cancellationToken);
        return new ManifestFile(name, $"{attemptFolder}/{name}", _stream.Length, hash, _records);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }
}
