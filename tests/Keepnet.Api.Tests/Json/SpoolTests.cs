using System.Security.Cryptography;
using Keepnet.Api.Json;

namespace Keepnet.Api.Tests.Json;

public sealed class SpoolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("keepnet-spool-tests");

    [Theory]
    [InlineData(10, true)]
    [InlineData(Spool.MemoryBytes, true)]
    [InlineData(Spool.MemoryBytes + 1, false)]
    [InlineData(3_000_000, false)]
    public void Gives_back_at_any_place_what_was_written(int length, bool isInMemory)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        using var spool = new Spool(_directory.FullName);

        foreach (var chunk in bytes.Chunk(50_001))
        {
            spool.Write(chunk);
        }

        Assert.Equal((isInMemory, length), (spool.IsInMemory, spool.Length));
        Assert.Equal(bytes, ReadFrom(spool, 0));
        Assert.Equal(bytes[(length / 3)..], ReadFrom(spool, length / 3));
        Assert.Equal(0, spool.Read(length, new byte[1]));
    }

    [Fact]
    public void Leaves_no_name_in_the_folder_while_it_is_used_and_after()
    {
        using (var spool = new Spool(_directory.FullName))
        {
            spool.Write(new byte[2_000_000]);
            Assert.True(OperatingSystem.IsWindows() || _directory.GetFiles().Length == 0);
        }

        Assert.Empty(_directory.GetFiles());
    }

    [Fact]
    public void Can_be_read_by_this_user_only()
    {
        using var spool = new Spool(_directory.FullName);
        spool.Write(new byte[2_000_000]);

        // Only Linux shows a process its own files that have no name any more.
        if (OperatingSystem.IsLinux())
        {
            var own = Assert.Single(
                Directory.GetFiles("/proc/self/fd"),
                file => new FileInfo(file).LinkTarget?.StartsWith(_directory.FullName, StringComparison.Ordinal) == true);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(own));
        }
    }

    [Fact]
    public void Says_where_no_file_can_be_created()
    {
        var file = Path.Combine(_directory.FullName, "a-file");
        File.WriteAllText(file, string.Empty);
        using var spool = new Spool(file);

        var failure = Assert.Throws<SpoolException>(() => spool.Write(new byte[2_000_000]));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_be_read_once_it_is_given_back()
    {
        var spool = new Spool(null);
        spool.Write([1, 2, 3]);
        spool.Dispose();
        spool.Dispose();

        Assert.Throws<ObjectDisposedException>(() => spool.Read(0, new byte[1]));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static byte[] ReadFrom(Spool spool, long offset)
    {
        var bytes = new List<byte>();
        var buffer = new byte[70_000];
        for (int count; (count = spool.Read(offset + bytes.Count, buffer)) > 0;)
        {
            bytes.AddRange(buffer[..count]);
        }

        return [.. bytes];
    }
}
