using System.Runtime.Versioning;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

public sealed class DirectoryStoreTests : ExportStoreTests, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _root = Directory.CreateTempSubdirectory("store").FullName;
    private readonly List<DirectoryStore> _stores = [];

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Makes_its_directory_on_first_use_and_leaves_no_temporary_data()
    {
        var root = Path.Combine(_root, "not", "there", "yet");
        await using (var store = new DirectoryStore(root))
        {
            Assert.False(await store.ExistsAsync(None));
            Assert.False(Directory.Exists(root));
            await store.TryCreateAsync("v1/a.json", Bytes("1"), None);
            await store.AppendLineAsync("v1/log.ndjson", Bytes("1"), None);
            Assert.True(Directory.Exists(store.StagingDirectory));
            Assert.True(await store.ExistsAsync(None));
        }

        Assert.Equal(["a.json", "log.ndjson"], Directory.GetFileSystemEntries(Path.Combine(root, "v1")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Leaves_no_temporary_data_when_it_wrote_a_line_alone()
    {
        await using (var store = new DirectoryStore(_root))
        {
            await store.AppendLineAsync("v1/log.ndjson", Bytes("1"), None);
        }

        Assert.Equal(["log.ndjson"], Directory.GetFileSystemEntries(OnDisk("v1")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Starts_a_new_line_after_one_that_was_cut_off()
    {
        var store = Store();
        await store.AppendLineAsync("v1/log.ndjson", Bytes("one"), None);
        await File.AppendAllTextAsync(OnDisk("v1/log.ndjson"), "tw");

        await store.AppendLineAsync("v1/log.ndjson", Bytes("three"), None);

        Assert.Equal("one\ntw\nthree\n", await TextAsync(store, "v1/log.ndjson"));
    }

    [Fact]
    public async Task Removes_what_a_killed_process_left_and_keeps_what_a_live_one_has()
    {
        await using var alive = new DirectoryStore(_root);
        var mine = Path.Combine(alive.StagingDirectory, "spool");
        await File.WriteAllTextAsync(mine, "x");
        var dead = Directory.CreateDirectory(OnDisk("v1/.staging/0123456789abcdef")).FullName;
        await File.WriteAllTextAsync(Path.Combine(dead, "half"), "x");
        var stray = OnDisk("v1/.staging/stray");
        await File.WriteAllTextAsync(stray, "x");
        await File.WriteAllTextAsync(OnDisk("v1/.staging/locks/0123456789abcdef"), "");
        await File.WriteAllTextAsync(OnDisk("v1/.staging/locks/fedcba9876543210"), "");

        await Store().CleanStagingAsync(None);

        Assert.False(Directory.Exists(dead));
        Assert.False(File.Exists(stray));
        Assert.True(File.Exists(mine));
        Assert.Equal([Path.GetFileName(alive.StagingDirectory)], Directory.GetFiles(OnDisk("v1/.staging/locks")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Cleans_a_store_that_was_never_written()
    {
        await Store().CleanStagingAsync(None);

        Assert.False(Directory.Exists(OnDisk("v1")));
    }

    [Fact]
    public async Task Leaves_no_folder_when_nothing_was_written()
    {
        await using (var store = new DirectoryStore(_root))
        {
            await File.WriteAllTextAsync(Path.Combine(store.StagingDirectory, "spool"), "x");
        }

        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task Goes_on_after_somebody_emptied_the_directory()
    {
        var store = Store();
        await store.TryCreateAsync("v1/a.json", Bytes("1"), None);
        Directory.Delete(OnDisk("v1"), recursive: true);

        Assert.True(await store.TryCreateAsync("v1/a.json", Bytes("2"), None));
        await store.AppendLineAsync("v1/log.ndjson", Bytes("1"), None);

        Assert.Equal(["v1/a.json", "v1/log.ndjson"], await PathsAsync(store, "v1"));
    }

    [Fact]
    public async Task Refuses_to_write_once_it_is_disposed()
    {
        var store = new DirectoryStore(_root);
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CreateAsync("v1/a.json", None));
    }

    [Fact]
    public async Task Never_lists_temporary_data()
    {
        var store = Store();
        await using var writer = await store.CreateAsync("v1/a.json", None);

        Assert.Empty(await PathsAsync(store, "v1"));
        Assert.Empty(await store.ListFoldersAsync("v1", None).ToListAsync());
    }

    [Fact]
    public async Task Finds_out_whether_the_disk_ignores_case()
    {
        await File.WriteAllTextAsync(OnDisk("probe"), "");
        var ignoresCase = File.Exists(OnDisk("PROBE"));

        Assert.Equal(ignoresCase, Store().IgnoresCase);
        Assert.True(new DirectoryStore(_root, ignoresCase: true).IgnoresCase);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Keeps_temporary_data_private_and_gives_files_the_usual_permissions()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no permission bits.");
        var store = new DirectoryStore(_root);
        _stores.Add(store);
        await File.WriteAllTextAsync(OnDisk("usual"), "");

        await store.TryCreateAsync("v1/a.json", Bytes("1"), None);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(store.StagingDirectory) & ~UnixFileMode.SetGroup);
        Assert.Equal(File.GetUnixFileMode(OnDisk("usual")), File.GetUnixFileMode(OnDisk("v1/a.json")));
    }

    [SkippableFact]
    public async Task Does_not_follow_links_out_of_the_store()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets administrators only make links.");
        var outside = Directory.CreateTempSubdirectory("outside").FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "secret.json"), "secret");
        Directory.CreateDirectory(OnDisk("v1"));
        Directory.CreateSymbolicLink(OnDisk("v1/link"), outside);
        var store = Store();

        await Assert.ThrowsAsync<StoreException>(() => store.TryReadAsync("v1/link/secret.json", None));
        await Assert.ThrowsAsync<StoreException>(() => store.TryCreateAsync("v1/link/new.json", Bytes("1"), None));
        await Assert.ThrowsAsync<StoreException>(() => store.DeleteFolderAsync("v1/link", None));
        Assert.Empty(await PathsAsync(store, "v1"));
        await store.DeleteFolderAsync("v1", None);

        Assert.Equal(["secret.json"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public async Task Creates_files_while_others_remove_their_folder()
    {
        using var done = new CancellationTokenSource();
        var remover = Task.Run(async () =>
        {
            var store = Store();
            while (!done.IsCancellationRequested)
            {
                await store.DeleteFolderAsync("v1/a", None);
                await Task.Yield();
            }
        });

        var creator = Store();
        for (var i = 0; i < 200; i++)
        {
            Assert.True(await creator.TryCreateAsync($"v1/a/b/{i}.json", Bytes("1"), None));
        }

        await done.CancelAsync();
        await remover;
    }

    [Fact]
    public async Task Appends_thousands_of_lines_quickly()
    {
        var store = Store();
        for (var i = 0; i < 5_000; i++)
        {
            await store.AppendLineAsync("v1/log.ndjson", Bytes($"{i}"), None);
        }

        Assert.Equal(5_000, (await File.ReadAllLinesAsync(OnDisk("v1/log.ndjson"))).Length);
    }

    protected override IExportStore Store()
    {
        var store = new DirectoryStore(_root);
        lock (_stores)
        {
            _stores.Add(store);
        }

        return store;
    }

    private string OnDisk(string path) => Path.Combine(_root, path);
}
