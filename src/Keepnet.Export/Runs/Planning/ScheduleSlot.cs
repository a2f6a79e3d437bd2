using Cronos;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Runs.Planning;

/// <summary>
/// Finds the scheduled instant that a timer fired for. Timers fire a little early, late, or twice; the instant they meant is the
/// same each time, and so is the run.
/// </summary>
public sealed class ScheduleSlot
{
    /// <summary>How long before its instant a timer may fire.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    /// <summary>Fired later than this, readers of the run should know.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private static readonly DateTime LongAgo = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CronExpression _schedule;

    private ScheduleSlot(CronExpression schedule) => _schedule = schedule;

    /// <param name="setting">The setting's name, for the message.</param>
    /// <param name="schedule">Six fields, seconds first, UTC.</param>
    /// <exception cref="InvalidSettingsException">The schedule cannot be read, or never comes.</exception>
    public static ScheduleSlot Parse(string setting, string? schedule) =>
        CronExpression.TryParse(schedule ?? "", CronFormat.IncludeSeconds, out var expression) && expression.GetNextOccurrence(LongAgo) is not null
            ? new ScheduleSlot(expression)
            : throw new InvalidSettingsException(
                $"{setting} is '{schedule}'; allowed: six fields, seconds first, for example '0 0 2 * * *' for 02:00 UTC every night");

    /// <summary>The newest instant of the schedule that has come, or is just about to.</summary>
    public DateTimeOffset At(DateTimeOffset now) =>
        _schedule.GetPreviousOccurrence((now + Early).UtcDateTime, inclusive: true) is { } instant
            ? new DateTimeOffset(instant, TimeSpan.Zero)
            : throw new InvalidOperationException("The schedule has no instant in the past.");

    /// <summary>What readers of the run should know about its timer.</summary>
    /// <param name="slot">As <see cref="At"/> found it.</param>
    /// <param name="now">When the timer fires.</param>
    /// <param name="isPastDue">Whether the timer says that it missed its instant.</param>
    public static IReadOnlyList<string> WarningsFor(DateTimeOffset slot, DateTimeOffset now, bool isPastDue) =>
        isPastDue || now - slot >= Late ? [$"The schedule's timer for {slot:u} fired late, at {now:u}."] : [];
}
