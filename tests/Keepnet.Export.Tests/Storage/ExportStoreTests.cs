using System.Globalization;
using System.Text;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

/// <summary>What every store does. Each call of <see cref="Store"/> stands for another process on the same store.</summary>
public abstract class ExportStoreTests
{
    private static async Task WriteAsync(StoreWriter writer, int bytes, byte symbol)
    {
        var piece = new byte[1 << 20];
        Array.Fill(piece, symbol);
        for (var left = bytes; left > 0; left -= piece.Length)
        {
            await writer.Stream.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
        }
    }

    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IExportStore Store();

    [SkippableFact]
    public async Task Shows_a_file_once_it_is_committed_and_not_before()
    {
        var store = Store();
        await using var writer = await store.CreateAsync("v1/exports/a/reports.json", None);
        await writer.Stream.WriteAsync("[1]"u8.ToArray());
        await writer.Stream.FlushAsync();

        Assert.Null(await store.TryReadAsync("v1/exports/a/reports.json", None));
        Assert.Empty(await PathsAsync(store, "v1"));
        await writer.CommitAsync(None);

        Assert.Equal("[1]", await TextAsync(Store(), "v1/exports/a/reports.json"));
    }

    [SkippableTheory]
    [InlineData(10)]
    [InlineData((5 << 20) + 3)]
    public async Task Puts_a_file_in_the_place_of_another_in_one_step(int bytes)
    {
        var store = Store();
        await store.TryCreateAsync("v1/runs/a/changes.ndjson", "old"u8.ToArray(), None);
        await using (var given = await store.ReplaceAsync("v1/runs/a/changes.ndjson", None))
        {
            await given.Stream.WriteAsync("given up"u8.ToArray());
        }

        await using var writer = await store.ReplaceAsync("v1/runs/a/changes.ndjson", None);
        await writer.Stream.WriteAsync(new byte[bytes]);
        Assert.Equal("old", await TextAsync(Store(), "v1/runs/a/changes.ndjson"));
        await writer.CommitAsync(None);

        Assert.Equal(bytes, (await Store().TryReadAsync("v1/runs/a/changes.ndjson", None))!.Content.Length);
        await using var first = await store.ReplaceAsync("v1/runs/b/changes.ndjson", None);
        await first.Stream.WriteAsync("new"u8.ToArray());
        await first.CommitAsync(None);
        Assert.Equal(["v1/runs/a/changes.ndjson", "v1/runs/b/changes.ndjson"], await PathsAsync(store, "v1"));
    }

    [SkippableTheory]
    [InlineData((9 << 20) + 1, (5 << 20) + 3)]
    [InlineData((9 << 20) + 1, 10)]
    public async Task Two_who_replace_a_file_at_once_both_come_to_their_end_and_one_of_the_files_is_there_whole(int first, int second)
    {
        await Store().TryCreateAsync("v1/runs/a/changes.ndjson", "old"u8.ToArray(), None);
        await using var one = await Store().ReplaceAsync("v1/runs/a/changes.ndjson", None);
        await using var other = await Store().ReplaceAsync("v1/runs/a/changes.ndjson", None);

        await Task.WhenAll(WriteAsync(one, first, (byte)'1'), WriteAsync(other, second, (byte)'2'));
        await Task.WhenAll(one.CommitAsync(None), other.CommitAsync(None));

        var content = (await Store().TryReadAsync("v1/runs/a/changes.ndjson", None))!.Content;
        Assert.Contains(content.Length, new[] { first, second });
        Assert.DoesNotContain(content.Length == first ? (byte)'2' : (byte)'1', content.ToArray());
    }

    [SkippableFact]
    public async Task Leaves_nothing_when_a_writer_is_disposed_without_a_commit()
    {
        var store = Store();
        await using (var writer = await store.CreateAsync("v1/a.json", None))
        {
            await writer.Stream.WriteAsync(new byte[9 << 20]);
            await writer.DisposeAsync();
        }

        Assert.Null(await store.TryOpenAsync("v1/a.json", None));
        Assert.Empty(await PathsAsync(store, "v1"));
    }

    [SkippableFact]
    public async Task Leaves_nothing_when_writing_is_canceled_midway()
    {
        var store = Store();
        using var cancellation = new CancellationTokenSource();
        await using (var writer = await store.CreateAsync("v1/a.json", None))
        {
            await writer.Stream.WriteAsync(new byte[5 << 20], cancellation.Token);
            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writer.Stream.WriteAsync(new byte[5 << 20], cancellation.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CommitAsync(cancellation.Token));
        }

        Assert.Null(await store.TryReadAsync("v1/a.json", None));
    }

    [SkippableFact]
    public async Task Writes_and_reads_a_file_of_many_blocks()
    {
        var store = Store();
        var content = new byte[(9 << 20) + 17];
        new Random(7).NextBytes(content);
        await using (var writer = await store.CreateAsync("v1/big.json", None))
        {
            foreach (var piece in content.Chunk(100_003))
            {
                await writer.Stream.WriteAsync(piece);
            }

            await writer.CommitAsync(None);
        }

        await using var stream = await store.TryOpenAsync("v1/big.json", None);
        using var read = new MemoryStream();
        await stream!.CopyToAsync(read);

        Assert.Equal(content, read.ToArray());
        Assert.Equal(content.Length, Assert.Single(await store.ListAsync("v1", None).ToListAsync()).Bytes);
    }

    [SkippableFact]
    public async Task Lets_one_of_two_writers_on_a_path_win_and_tells_the_other()
    {
        await using var first = await Store().CreateAsync("v1/a.json", None);
        await using var second = await Store().CreateAsync("v1/a.json", None);
        await first.Stream.WriteAsync("first"u8.ToArray());
        await second.Stream.WriteAsync("second"u8.ToArray());
        await second.CommitAsync(None);

        var failure = await Assert.ThrowsAsync<StoreException>(() => first.CommitAsync(None));

        Assert.False(failure.IsPassing);
        Assert.Contains("v1/a.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains("already", failure.Message, StringComparison.Ordinal);
        Assert.Equal("second", await TextAsync(Store(), "v1/a.json"));
    }

    [SkippableFact]
    public async Task Creates_a_small_file_once_however_many_try()
    {
        var stores = Enumerable.Range(0, 10).Select(_ => Store()).ToList();

        var created = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.TryCreateAsync("v1/runs/r/manifest.json", Bytes($"{i}"), None))));

        var winner = Assert.Single(Enumerable.Range(0, 10), i => created[i]);
        Assert.Equal($"{winner}", await TextAsync(Store(), "v1/runs/r/manifest.json"));
    }

    [SkippableFact]
    public async Task Replaces_only_what_was_read()
    {
        var store = Store();
        Assert.False(await store.TryReplaceAsync("v1/latest.json", Bytes("x"), new StoreVersion("\"0x1\""), None));
        await store.TryCreateAsync("v1/latest.json", Bytes("one"), None);
        var read = await store.TryReadAsync("v1/latest.json", None);

        Assert.True(await Store().TryReplaceAsync("v1/latest.json", Bytes("two"), read!.Version, None));
        Assert.False(await store.TryReplaceAsync("v1/latest.json", Bytes("three"), read.Version, None));

        Assert.Equal("two", await TextAsync(store, "v1/latest.json"));
    }

    [SkippableFact]
    public async Task Removes_only_what_was_read()
    {
        var store = Store();
        Assert.False(await store.TryDeleteAsync("v1/latest.json", new StoreVersion("\"0x1\""), None));
        await store.TryCreateAsync("v1/latest.json", Bytes("one"), None);
        var read = (await store.TryReadAsync("v1/latest.json", None))!;
        await store.TryReplaceAsync("v1/latest.json", Bytes("two"), read.Version, None);

        Assert.False(await Store().TryDeleteAsync("v1/latest.json", read.Version, None));
        Assert.Equal("two", await TextAsync(store, "v1/latest.json"));

        Assert.True(await Store().TryDeleteAsync("v1/latest.json", (await store.TryReadAsync("v1/latest.json", None))!.Version, None));
        Assert.Null(await store.TryReadAsync("v1/latest.json", None));
    }

    [SkippableFact]
    public async Task Loses_no_change_when_twenty_replace_one_file_at_once()
    {
        await Store().TryCreateAsync("v1/count", Bytes("0"), None);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            var store = Store();
            while (true)
            {
                var read = (await store.TryReadAsync("v1/count", None))!;
                var next = int.Parse(read.Content.Span, CultureInfo.InvariantCulture) + 1;
                if (await store.TryReplaceAsync("v1/count", Bytes($"{next}"), read.Version, None))
                {
                    return;
                }
            }
        })));

        Assert.Equal("20", await TextAsync(Store(), "v1/count"));
    }

    [SkippableFact]
    public async Task Never_shows_a_half_file_to_a_reader()
    {
        await Store().TryCreateAsync("v1/latest.json", Bytes(new string('a', 50_000)), None);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var store = Store();
            while (!done.IsCancellationRequested)
            {
                var content = (await store.TryReadAsync("v1/latest.json", None))!.Content;
                Assert.Equal(50_000, content.Length);
                Assert.False(content.Span.ContainsAnyExcept(content.Span[0]));
            }
        });

        var writer = Store();
        for (var i = 1; i < 26; i++)
        {
            var read = await writer.TryReadAsync("v1/latest.json", None);
            Assert.True(await writer.TryReplaceAsync("v1/latest.json", Bytes(new string((char)('a' + i), 50_000)), read!.Version, None));
        }

        await done.CancelAsync();
        await reader;
    }

    [SkippableFact]
    public async Task Loses_and_mixes_no_line_when_eight_append_at_once()
    {
        var lines = Enumerable.Range(0, 8).Select(writer => Enumerable.Range(0, 200).Select(i => $"{{\"writer\":{writer},\"line\":{i}}}").ToList()).ToList();

        await Task.WhenAll(lines.Select(mine => Task.Run(async () =>
        {
            var store = Store();
            foreach (var line in mine)
            {
                await store.AppendLineAsync("v1/runs/r/journal.ndjson", Bytes(line), None);
            }
        })));

        var text = await TextAsync(Store(), "v1/runs/r/journal.ndjson");
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Equal(lines.SelectMany(mine => mine).Order(), text.TrimEnd('\n').Split('\n').Order());
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public async Task Refuses_to_append_what_is_not_one_line(string line)
        => await Assert.ThrowsAsync<ArgumentException>(() => Store().AppendLineAsync("v1/log.ndjson", Bytes(line), None));

    [SkippableFact]
    public async Task Lists_files_of_any_depth_in_ordinal_order()
    {
        var store = Store();
        string[] paths = ["v1/a-b.json", "v1/a.json", "v1/a/B.json", "v1/a/b/c.json", "v1/a0.json", "v1/é.json"];
        foreach (var path in paths.Reverse().Append("v1x/other.json"))
        {
            await store.TryCreateAsync(path, Bytes(path), None);
        }

        Assert.Equal(paths, await PathsAsync(store, "v1"));
        Assert.Equal(["v1/a/B.json", "v1/a/b/c.json"], await PathsAsync(store, "v1/a/"));
        Assert.Equal(["a"], await store.ListFoldersAsync("v1", None).ToListAsync());
    }

    [SkippableFact]
    public async Task Lists_nothing_in_a_folder_that_does_not_exist()
    {
        Assert.Empty(await PathsAsync(Store(), "v1/none"));
        Assert.Empty(await Store().ListFoldersAsync("v1/none", None).ToListAsync());
    }

    [SkippableFact]
    public async Task Finds_no_file_where_none_is()
    {
        Assert.Null(await Store().TryReadAsync("v1/none/none.json", None));
        Assert.Null(await Store().TryOpenAsync("v1/none/none.json", None));
    }

    [SkippableFact]
    public async Task Names_folders_in_ordinal_order()
    {
        var store = Store();
        foreach (var id in new[] { "b", "a", "C", "a-1" })
        {
            await store.TryCreateAsync($"v1/exports/company_id={id}/x.json", Bytes("1"), None);
        }

        Assert.Equal(
            ["company_id=C", "company_id=a", "company_id=a-1", "company_id=b"],
            await store.ListFoldersAsync("v1/exports", None).ToListAsync());
    }

    [SkippableTheory]
    [InlineData("company_id=%C3%9F%2F%2E%2E")]
    [InlineData("company_id=100%25+a&b=c?d#e")]
    [InlineData("company_id=a~0123456789abcdef")]
    [InlineData("company id='ümlaut 日本'")]
    public async Task Keeps_odd_characters_of_a_path(string segment)
    {
        Skip.If(OperatingSystem.IsWindows() && segment.Contains('?', StringComparison.Ordinal), "Windows allows no question mark in a file name.");
        var store = Store();
        var path = $"v1/exports/{segment}/a.json";
        await store.TryCreateAsync(path, Bytes("1"), None);

        Assert.Equal("1", await TextAsync(store, path));
        Assert.Equal([path], await PathsAsync(store, "v1/exports"));
        Assert.Equal([segment], await store.ListFoldersAsync("v1/exports", None).ToListAsync());
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("v1/../../a")]
    [InlineData("v1/./a")]
    [InlineData("v1//a")]
    [InlineData("v1/a.")]
    [InlineData("v1\\..\\a")]
    [InlineData("C:/a")]
    [InlineData("v1/a\0b")]
    [InlineData("v1/a\nb")]
    public async Task Refuses_a_path_that_could_leave_the_store(string path)
    {
        var store = Store();

        await Assert.ThrowsAsync<ArgumentException>(() => store.CreateAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.TryReadAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.TryCreateAsync(path, Bytes("1"), None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendLineAsync(path, Bytes("1"), None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteFolderAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PathsAsync(store, path));
    }

    [SkippableFact]
    public async Task Removes_a_file_and_a_folder_and_minds_not_when_they_are_gone()
    {
        var store = Store();
        foreach (var path in new[] { "v1/a/1.json", "v1/a/b/2.json", "v1/ab/3.json", "v1/4.json" })
        {
            await store.TryCreateAsync(path, Bytes("1"), None);
        }

        for (var i = 0; i < 2; i++)
        {
            await store.DeleteAsync("v1/4.json", None);
            await store.DeleteAsync("v1/none/none.json", None);
            await store.DeleteFolderAsync("v1/a", None);
        }

        Assert.Equal(["v1/ab/3.json"], await PathsAsync(store, "v1"));
    }

    [SkippableFact]
    public async Task Cleans_nothing_that_a_live_process_is_writing()
    {
        await using var writer = await Store().CreateAsync("v1/a.json", None);
        await writer.Stream.WriteAsync(new byte[5 << 20]);

        await Store().CleanStagingAsync(None);
        await writer.CommitAsync(None);

        Assert.Equal(["v1/a.json"], await PathsAsync(Store(), "v1"));
    }

    protected static async Task<List<string>> PathsAsync(IExportStore store, string folder)
        => await store.ListAsync(folder, None).Select(entry => entry.Path).ToListAsync();

    protected static async Task<string> TextAsync(IExportStore store, string path)
        => Encoding.UTF8.GetString((await store.TryReadAsync(path, None))!.Content.Span);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
