using System.Buffers;

namespace Keepnet.Api.Json;

/// <summary>Bytes written once and read at any place: the first in pooled memory, all of them in a private temporary file once they are many.</summary>
public sealed class Spool : IJsonSource, IAsyncDisposable, IDisposable
{
    public const int MemoryBytes = 1024 * 1024;
    private const int SegmentBytes = 64 * 1024;

    private readonly List<byte[]> _segments = [];
    private readonly string? _directory;
    private FileStream? _file;
    private bool _isDisposed;

    /// <param name="directory">Where a temporary file goes; null for the system's temporary folder.</param>
    public Spool(string? directory) => _directory = directory;

    public long Length { get; private set; }

    public bool IsInMemory => _file is null;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_file is null && Length + bytes.Length > MemoryBytes)
        {
            MoveToFile();
        }

        if (_file is null)
        {
            WriteToMemory(bytes);
        }
        else
        {
            WriteToFile(bytes);
        }
    }

    public int Read(long offset, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (offset < 0 || offset >= Length || destination.IsEmpty)
        {
            return 0;
        }

        return _file is null ? ReadFromMemory(offset, destination) : ReadFromFile(_file, offset, destination);
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            ReturnSegments();
            _file?.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static FileStream CreateFile(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, $"keepnet-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        // Readable by this user only, and gone from the folder while still open: nothing is left behind even by a crash.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private void MoveToFile()
    {
        var directory = _directory ?? Path.GetTempPath();
        try
        {
            _file = CreateFile(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"No temporary file can be created in {directory}: {exception.Message}", exception);
        }

        var length = Length;
        Length = 0;
        for (var index = 0; Length < length; index++)
        {
            WriteToFile(_segments[index].AsSpan(0, (int)Math.Min(SegmentBytes, length - Length)));
        }

        ReturnSegments();
    }

    private void WriteToFile(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file!.SafeFileHandle, bytes, Length);
            Length += bytes.Length;
        }
        catch (IOException exception)
        {
            throw new SpoolException(
                $"The temporary file in {_directory ?? Path.GetTempPath()} cannot be written: {exception.Message}", exception);
        }
    }

    private int ReadFromFile(FileStream file, long offset, Span<byte> destination)
    {
        try
        {
            return RandomAccess.Read(file.SafeFileHandle, destination, offset);
        }
        catch (IOException exception)
        {
            throw new SpoolException(
                $"The temporary file in {_directory ?? Path.GetTempPath()} cannot be read: {exception.Message}", exception);
        }
    }

    private void WriteToMemory(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var used = (int)(Length % SegmentBytes);
            if (used == 0)
            {
                _segments.Add(ArrayPool<byte>.Shared.Rent(SegmentBytes));
            }

            var count = Math.Min(bytes.Length, SegmentBytes - used);
            bytes[..count].CopyTo(_segments[^1].AsSpan(used));
            bytes = bytes[count..];
            Length += count;
        }
    }

    private int ReadFromMemory(long offset, Span<byte> destination)
    {
        var within = (int)(offset % SegmentBytes);
        var count = (int)Math.Min(Math.Min(destination.Length, SegmentBytes - within), Length - offset);
        _segments[(int)(offset / SegmentBytes)].AsSpan(within, count).CopyTo(destination);
        return count;
    }

    private void ReturnSegments()
    {
        foreach (var segment in _segments)
        {
            ArrayPool<byte>.Shared.Return(segment);
        }

        _segments.Clear();
    }
}
