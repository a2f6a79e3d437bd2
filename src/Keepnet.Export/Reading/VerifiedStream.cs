using System.Security.Cryptography;
using Keepnet.Export.Exporting.Manifests;

namespace Keepnet.Export.Reading;

/// <summary>Reads a file of an export and, at its end, compares size and hash with what the manifest says.</summary>
internal sealed class VerifiedStream(Stream inner, ManifestFile file, string path) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Bytes;

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <exception cref="DamagedFileException">The end is reached, and the content is not what the manifest says.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Took(buffer.Span[..read], isEnd: !buffer.IsEmpty);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Took(buffer.AsSpan(offset, inner.Read(buffer, offset, count)), isEnd: count > 0);

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Took(ReadOnlySpan<byte> read, bool isEnd)
    {
        _hash.AppendData(read);
        _bytes += read.Length;
        if (read.IsEmpty && isEnd && !_isChecked)
        {
            _isChecked = true;
            Check();
        }

        return read.Length;
    }

    private void Check()
    {
        if (_bytes != file.Bytes)
        {
            throw new DamagedFileException(path, $"has {_bytes} bytes where its manifest says {file.Bytes}");
        }

        if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != file.Sha256)
        {
            throw new DamagedFileException(path, "has another content than its manifest says (SHA-256)");
        }
    }
}
