using System.Security.Cryptography;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>A new file of the store that is created at its first byte, and counted and hashed on the way.</summary>
/// <param name="store">Where the file goes.</param>
/// <param name="path">From the store's root.</param>
/// <param name="replaces">Whether it takes the place of a file that is there already.</param>
internal sealed class HashedStream(IExportStore store, string path, bool replaces = false) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private StoreWriter? _writer;
    private long _bytes;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes;

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the file appear under its path; returns its hash in lower-case hex.</summary>
    public async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        await (_writer ?? throw new InvalidOperationException("Nothing was written.")).CommitAsync(cancellationToken);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _writer ??= replaces ? await store.ReplaceAsync(path, cancellationToken) : await store.CreateAsync(path, cancellationToken);
        await _writer.Stream.WriteAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span);
        _bytes += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        _hash.Dispose();
        await base.DisposeAsync();
    }
}
