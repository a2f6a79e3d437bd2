using System.Globalization;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

// Small files and logs that many change at once.
public abstract partial class ExportStoreTests
{
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
}
