using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

// Large files: written in peace, shown in one step.
public abstract partial class ExportStoreTests
{
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
    public async Task Cleans_nothing_that_a_live_process_is_writing()
    {
        await using var writer = await Store().CreateAsync("v1/a.json", None);
        await writer.Stream.WriteAsync(new byte[5 << 20]);

        await Store().CleanStagingAsync(None);
        await writer.CommitAsync(None);

        Assert.Equal(["v1/a.json"], await PathsAsync(Store(), "v1"));
    }

    private static async Task WriteAsync(StoreWriter writer, int bytes, byte symbol)
    {
        var piece = new byte[1 << 20];
        Array.Fill(piece, symbol);
        for (var left = bytes; left > 0; left -= piece.Length)
        {
            await writer.Stream.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
        }
    }
}
