using FsCheck;
using FsCheck.Xunit;
using Keepnet.Export.Layout;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Layout;

public sealed class PathEncodingTests
{
    [Property]
    public bool Every_id_is_one_safe_segment_and_short_ones_can_be_read_back(NonNull<string> text)
    {
        var id = string.Concat(text.Get.EnumerateRunes());
        var segment = PathEncoding.Encode(id);

        var isSafe = segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '%' or '~') && segment.Length <= 200;
        return isSafe && (id.Length == 0 || segment.Contains('~', StringComparison.Ordinal) || PathEncoding.TryDecode(segment) == id);
    }

    [Theory]
    [InlineData("Qm3vT8rLx2Zd", "Qm3vT8rLx2Zd")]
    [InlineData("../a b", "%2E%2E%2Fa%20b")]
    [InlineData("ü~", "%C3%BC%7E")]
    public void Writes_other_bytes_in_upper_case_hex(string id, string segment) => Assert.Equal(segment, PathEncoding.Encode(id));

    [Fact]
    public void Cuts_a_long_id_and_keeps_it_apart_from_others_by_its_hash()
    {
        var one = PathEncoding.Encode(new string('a', 250) + "1");
        var other = PathEncoding.Encode(new string('a', 250) + "2");

        Assert.Equal(new string('a', 200), PathEncoding.Encode(new string('a', 200)));
        Assert.Matches("^a{150}~[0-9a-f]{16}$", one);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("%c3%bc")]
    [InlineData("%41")]
    [InlineData("%FF")]
    [InlineData("a~0123456789abcdef")]
    [InlineData("")]
    [InlineData("%2")]
    [InlineData("a.b")]
    public void Reads_nothing_that_it_would_not_have_written(string segment) => Assert.Null(PathEncoding.TryDecode(segment));

    [Fact]
    public async Task Keeps_companies_apart_that_differ_in_case_only_on_a_disk_that_ignores_it()
    {
        var store = new MemoryStore { IgnoresCase = true };
        using var segments = new CompanySegments(store);

        var first = await segments.OfAsync("abC", default);
        var second = await segments.OfAsync("ABc", default);
        await store.TryCreateAsync(StorePaths.Latest(first, "p"), "{}"u8.ToArray(), default);
        await store.TryCreateAsync(StorePaths.Latest(second, "p"), "{}"u8.ToArray(), default);

        using var later = new CompanySegments(store);
        Assert.Equal("abC", first);
        Assert.Matches("^ABc~[0-9a-f]{16}$", second);
        Assert.Equal(second, await later.OfAsync("ABc", default));
        Assert.Equal(first, await later.OfAsync("abC", default));
    }
}
