using System.Runtime.Versioning;
using System.Text;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

public sealed class DirectoryFailuresTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("store").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(28, "the disk is full. Free some space there. A run that has its plan goes on with --resume, another one is started again.", false, true)]
    [InlineData(unchecked((int)0x80070070), "disk is full", false, true)]
    [InlineData(122, "the disk quota is used up. Free some space there or raise the quota. A run that has its plan", false, true)]
    [InlineData(30, "read-only", false, true)]
    [InlineData(24, "too many files", true, true)]
    [InlineData(5, "Input/output error", true, true)]
    [InlineData(17, "a file is where a folder should be", false, false)]
    public void Says_why_the_file_system_failed_whether_it_may_pass_and_what_it_concerns(int number, string reason, bool isPassing, bool isStoreWide)
    {
        var failures = new DirectoryFailures("/data/exports");

        var explained = failures.Explain(new IOException("Input/output error", number), "write", "v1/a.json");

        Assert.StartsWith("Cannot write v1/a.json in /data/exports: ", explained!.Message, StringComparison.Ordinal);
        Assert.Contains(reason, explained.Message, StringComparison.Ordinal);
        Assert.Equal((isPassing, isStoreWide), (explained.IsPassing, explained.IsStoreWide));
    }

    [Fact]
    public void Leaves_failures_alone_that_are_not_the_file_systems()
        => Assert.Null(new DirectoryFailures("/data").Explain(new InvalidOperationException(), "write", "v1/a.json"));

    [Fact]
    public async Task Says_that_the_root_is_a_file()
    {
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "");
        using var store = new DirectoryStore(file);

        var failure = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/a.json", "1"u8.ToArray(), None));

        Assert.False(failure.IsPassing);
        Assert.Contains("file is where a folder should be", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_folder_is_where_a_file_should_be()
    {
        using var store = new DirectoryStore(_root);
        await store.TryCreateAsync("v1/a/b.json", "1"u8.ToArray(), None);

        var read = await Assert.ThrowsAsync<StoreException>(() => store.TryReadAsync("v1/a", None));
        var write = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/a", "1"u8.ToArray(), None));
        var below = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/a/b.json/c.json", "1"u8.ToArray(), None));

        Assert.All([read, write, below], failure => Assert.False(failure.IsPassing));
    }

    [Fact]
    public async Task Says_that_a_path_is_too_long()
    {
        using var store = new DirectoryStore(_root);

        var failure = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync($"v1/{new string('a', 5000)}", "1"u8.ToArray(), None));

        Assert.False(failure.IsPassing);
        Assert.Contains("too long", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Says_that_permission_is_denied()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no permission bits.");
        Skip.If(Environment.IsPrivilegedProcess, "root may write everywhere.");
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var store = new DirectoryStore(Path.Combine(_root, "exports"));

        var failure = await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/a.json", "1"u8.ToArray(), None));
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.False(failure.IsPassing);
        Assert.Contains("permission is denied", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Stays_whole_on_a_full_disk_and_goes_on_when_there_is_space_again()
    {
        using var disk = TinyDisk.Mount(_root, kilobytes: 512);
        using var store = new DirectoryStore(disk.Path);
        await store.AppendLineAsync("v1/log.ndjson", "1"u8.ToArray(), None);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "ballast"), new byte[400 << 10]);

        await using (var writer = await store.CreateAsync("v1/big.json", None))
        {
            var full = await Assert.ThrowsAsync<StoreException>(async () =>
            {
                await writer.Stream.WriteAsync(new byte[200 << 10], None);
                await writer.CommitAsync(None);
            });
            Assert.True(full.StopsRun);
            Assert.Contains("disk is full", full.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/big.json", new byte[200 << 10], None));
        await Assert.ThrowsAsync<StoreException>(() => store.AppendLineAsync("v1/log.ndjson", LongLine(), None));
        Assert.Empty(Directory.GetFiles(store.StagingDirectory));
        Assert.Equal(["v1/log.ndjson"], await store.ListAsync("v1", None).Select(entry => entry.Path).ToListAsync());

        File.Delete(Path.Combine(disk.Path, "ballast"));
        await store.AppendLineAsync("v1/log.ndjson", "2"u8.ToArray(), None);
        Assert.True(await store.TryCreateAsync("v1/big.json", new byte[200 << 10], None));
        Assert.Equal("1\n2\n", Encoding.UTF8.GetString((await store.TryReadAsync("v1/log.ndjson", None))!.Content.Span));
    }

    private static byte[] LongLine() => [.. Enumerable.Repeat((byte)'x', 200 << 10)];
}
