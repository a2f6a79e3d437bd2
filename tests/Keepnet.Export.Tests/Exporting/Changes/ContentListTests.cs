using Keepnet.Export.Exporting.Changes;

namespace Keepnet.Export.Tests.Exporting.Changes;

public sealed class ContentListTests
{
    private readonly ContentList _now = new();

    [Fact]
    public void Calls_everything_new_when_there_is_nothing_to_compare_with()
    {
        _now.Add("a", "TypeA", "1");

        Assert.Equal([Entry("a", "1", ChangeKind.New) with { Type = "TypeA" }], _now.CompareWith([]));
    }

    [Fact]
    public void Tells_new_changed_same_and_gone_apart()
    {
        _now.Add("same", null, "1");
        _now.Add("changed", null, "2");
        _now.Add("new", null, "3");

        var entries = _now.CompareWith([Entry("changed", "1"), Entry("gone", "9"), Entry("same", "1")]);

        Assert.Equal(
            [Entry("same", "1"), Entry("changed", "2", ChangeKind.Changed), Entry("new", "3", ChangeKind.New), Entry("gone", null, ChangeKind.Gone)],
            entries);
    }

    [Fact]
    public void Keeps_what_is_known_of_one_that_could_not_be_had_until_it_can()
    {
        _now.Miss("a");
        _now.Miss("never had");

        var entries = _now.CompareWith([Entry("a", "1")]);

        Assert.Equal([Entry("a", "1", ChangeKind.Unknown), Entry("never had", null, ChangeKind.Unknown)], entries);
        Assert.Equal(ChangeKind.Same, Next(entries, "a", "1"));
        Assert.Equal(ChangeKind.Changed, Next(entries, "a", "2"));
        Assert.Equal(ChangeKind.New, Next(entries, "never had", "1"));
    }

    [Fact]
    public void Knows_of_nothing_gone_when_not_everything_could_be_asked_for()
    {
        _now.IsWhole = false;

        var entries = _now.CompareWith([Entry("a", "1")]);

        Assert.Equal([Entry("a", "1", ChangeKind.Unknown)], entries);
    }

    [Fact]
    public void Tells_of_what_is_gone_once_and_calls_it_new_when_it_is_back()
    {
        var gone = new ContentList().CompareWith([Entry("a", "1")]);

        Assert.Empty(new ContentList().CompareWith(gone));
        Assert.Equal(ChangeKind.New, Next(gone, "a", "1"));
    }

    [Fact]
    public void Forgets_one_that_was_never_had_when_it_is_no_longer_offered()
    {
        _now.Miss("a");

        Assert.Empty(new ContentList().CompareWith(_now.CompareWith([])));
    }

    [Theory]
    [InlineData("ida@example.test")]
    [InlineData("Ida Sørli")]
    [InlineData("")]
    public void Keeps_no_type_that_is_more_than_a_code_name(string type)
    {
        _now.Add("a", type, "1");

        Assert.Null(Assert.Single(_now.CompareWith([])).Type);
    }

    private static ChangeKind Next(IReadOnlyList<ContentEntry> before, string id, string hash)
    {
        var next = new ContentList();
        next.Add(id, null, hash);
        return next.CompareWith(before).Single(entry => entry.Id == id).Change;
    }

    private static ContentEntry Entry(string id, string? hash, ChangeKind change = ChangeKind.Same) => new() { Id = id, Hash = hash, Change = change };
}
