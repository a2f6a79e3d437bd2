using System.Buffers;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Pooled memory up to a limit; past it, a temporary file that only this user can open and that has no name on Unix.</summary>
internal sealed class Spool(string? directory) : IJsonSource, IAsyncDisposable
{
    public const int MemoryBytes = 1024 * 1024;

    private byte[] _memory = [];
    private FileStream? _file;

    public long Length { get; private set; }

    public bool IsInMemory => _file is null;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && Length + bytes.Length > MemoryBytes)
            MoveToFile();

        if (_file is not null)
            RandomAccess.Write(_file.SafeFileHandle, bytes, Length);
        else
            bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public int Read(long offset, Span<byte> destination)
    {
        if (_file is not null)
            return RandomAccess.Read(_file.SafeFileHandle, destination, offset);

        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        _memory.AsSpan(count == 0 ? 0 : (int)offset, count).CopyTo(destination);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        ReturnMemory();
        if (_file is not null)
            await _file.DisposeAsync();
    }

    private static FileStream OpenUnnamed(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private Span<byte> Reserve(int bytes)
    {
        var used = (int)Length;
        if (_memory.Length - used < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(used + bytes, used * 2));
            _memory.AsSpan(0, used).CopyTo(larger);
            ReturnMemory();
            _memory = larger;
        }

        return _memory.AsSpan(used);
    }

    private void MoveToFile()
    {
        _file = OpenUnnamed(Path.Combine(directory ?? Path.GetTempPath(), $"keepnet-{Guid.NewGuid():N}.tmp"));
        RandomAccess.Write(_file.SafeFileHandle, _memory.AsSpan(0, (int)Length), 0);
        ReturnMemory();
    }

    private void ReturnMemory()
    {
        if (_memory.Length > 0)
            ArrayPool<byte>.Shared.Return(_memory);
        _memory = [];
    }
}
