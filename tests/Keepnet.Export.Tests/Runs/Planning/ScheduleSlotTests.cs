using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Tests.Runs.Planning;

public sealed class ScheduleSlotTests
{
    private static readonly DateTimeOffset Slot = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-9)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(90)]
    [InlineData(6 * 3600)]
    [InlineData((24 * 3600) - 11)]
    public void A_timer_that_fires_early_late_or_again_means_the_same_instant(double seconds) =>
        Assert.Equal(Slot, ScheduleSlot.Parse("ExportSchedule", "0 0 2 * * *").At(Slot.AddSeconds(seconds)));

    [Theory]
    [InlineData("0 30 1 1 * *", "2026-05-01T01:30:00Z")]
    [InlineData("0 0 3 * * SUN", "2026-05-03T03:00:00Z")]
    [InlineData("0 */30 * * * *", "2026-05-04T02:00:00Z")]
    public void The_newest_instant_counts_whatever_the_schedule(string schedule, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ScheduleSlot.Parse("S", schedule).At(Slot.AddMinutes(10)));

    [Fact]
    public void The_instant_is_in_universal_time_wherever_the_clock_is() =>
        Assert.Equal(TimeSpan.Zero, ScheduleSlot.Parse("S", "0 0 2 * * *").At(Slot.ToOffset(TimeSpan.FromHours(3))).Offset);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0 2 * * *")]
    [InlineData("01:00:00")]
    [InlineData("0 0 0 30 2 *")]
    public void A_schedule_that_cannot_be_read_or_never_comes_is_named(string? schedule)
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => ScheduleSlot.Parse("ExportSchedule", schedule));

        Assert.StartsWith($"ExportSchedule is '{schedule}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Being_late_is_worth_a_warning_a_little_delay_is_not()
    {
        Assert.Empty(ScheduleSlot.WarningsFor(Slot, Slot.AddMinutes(4), isPastDue: false));
        Assert.Single(ScheduleSlot.WarningsFor(Slot, Slot.AddMinutes(5), isPastDue: false));
        Assert.Single(ScheduleSlot.WarningsFor(Slot, Slot.AddSeconds(1), isPastDue: true));
    }
}
