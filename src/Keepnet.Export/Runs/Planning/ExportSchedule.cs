using Cronos;
using Keepnet.Api.Reports;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Runs.Planning;

/// <summary>The slots of <c>Export:Schedule</c>, and what each of them asks for.</summary>
public sealed class ExportSchedule
{
    private readonly ExportOptions _options;
    private readonly CronExpression? _expression;

    public ExportSchedule(ExportOptions options)
    {
        _options = options;
        _expression = options.IsScheduled ? CronExpression.Parse(options.Schedule, CronFormat.IncludeSeconds) : null;
    }

    /// <summary>The first slot after an instant; null when there is none any more, or no schedule.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) => Slot(_expression?.GetNextOccurrence(instant.UtcDateTime));

    /// <summary>The newest slot that has come; null when there is none that is at most so old.</summary>
    public DateTimeOffset? NewestAt(DateTimeOffset now, TimeSpan atMostSoOld) =>
        Slot(_expression?.GetPreviousOccurrence(now.UtcDateTime, inclusive: true)) is { } slot && now - slot <= atMostSoOld ? slot : null;

    /// <summary>All companies, as set; the same run however often it is asked for.</summary>
    public RunRequest RequestFor(DateTimeOffset slot, IReadOnlyList<string> warnings) => new()
    {
        RunId = RunId.ForSlot(slot),
        Trigger = RunTrigger.Schedule,
        Period = ReportPeriod.TryParse(_options.Period, out var period) ? period : ReportPeriod.Default,
        Filters = _options.Companies.ToFilters([]),
        ScheduledFor = slot,
        Warnings = warnings,
    };

    private static DateTimeOffset? Slot(DateTime? occurrence) => occurrence is { } instant ? new DateTimeOffset(instant, TimeSpan.Zero) : null;
}
