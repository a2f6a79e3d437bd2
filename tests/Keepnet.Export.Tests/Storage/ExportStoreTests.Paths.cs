
namespace Keepnet.Export.Tests.Storage;

// Which paths there are, and how they are listed.
public abstract partial class ExportStoreTests
{
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
}
