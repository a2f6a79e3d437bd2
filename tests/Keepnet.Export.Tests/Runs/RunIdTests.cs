using Keepnet.Export.Runs;

namespace Keepnet.Export.Tests.Runs;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2));

    [Fact]
    public void Begins_with_the_start_in_utc_so_that_ids_sort_by_time() =>
        Assert.Matches("^20260102T030405Z-cli-[0-9a-f]{6}$", RunId.Create(RunTrigger.Cli, Instant));

    [Fact]
    public void Names_a_scheduled_run_by_its_instant_alone() =>
        Assert.Equal("20260102T030405Z-schedule", RunId.ForSlot(Instant));

    [Theory]
    [InlineData("20260102T030405Z-demo-0a1b2c", true)]
    [InlineData("20260102T030405Z-schedule", true)]
    [InlineData("20260102T030405Z-schedule/../x", false)]
    [InlineData("20260102T030405Z-other-0a1b2c", false)]
    [InlineData("20260102T030405Z-cli-0A1B2C", false)]
    [InlineData("20260102T030405Z-schedule\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Tells_run_ids_from_other_text(string? text, bool isValid) => Assert.Equal(isValid, RunId.IsValid(text));
}
