using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Keepnet.Api.Reports;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Cli.Commands;

/// <summary>The options by which a command names the period: by name, by two days, or month by month.</summary>
internal sealed class PeriodOptions
{
    public Option<string> Period { get; } = new("--period")
    {
        Description = $"Reporting window: {string.Join(", ", ReportPeriod.Names)}.",
        HelpName = "NAME",
    };

    public Option<string> From { get; } = new("--from") { Description = "First day of a custom window, inclusive.", HelpName = "yyyy-MM-dd" };

    public Option<string> To { get; } = new("--to") { Description = "Last day of a custom window, inclusive.", HelpName = "yyyy-MM-dd" };

    public Option<string> BackfillFrom { get; } = new("--backfill-from")
    {
        Description = "Export month by month, from this one on; one run per month.",
        HelpName = "yyyy-MM",
    };

    public Option<string> BackfillTo { get; } = new("--backfill-to")
    {
        Description = "Last month of a backfill; without it the last whole month.",
        HelpName = "yyyy-MM",
    };

    public IReadOnlyList<Option> All => [Period, From, To, BackfillFrom, BackfillTo];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>The one window asked for; null when the settings should decide.</summary>
    public ReportPeriod? Single(ParseResult result) => result.GetValue(From) is { } from
        ? ReportPeriod.Custom(Day(from)!.Value, Day(result.GetValue(To))!.Value)
        : ReportPeriod.TryParse(result.GetValue(Period), out var period) ? period : null;

    /// <summary>The months of a backfill, oldest first; empty when none is asked for.</summary>
    /// <exception cref="InvalidSettingsException">There is no month to export yet.</exception>
    public IReadOnlyList<ReportPeriod> Months(ParseResult result, DateOnly today)
    {
        if (Month(result.GetValue(BackfillFrom)) is not { } month)
        {
            return [];
        }

        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        var last = Month(result.GetValue(BackfillTo)) ?? thisMonth.AddMonths(-1);
        foreach (var (option, given) in new[] { (BackfillFrom, month), (BackfillTo, last) })
        {
            if (given > thisMonth)
            {
                throw new InvalidSettingsException($"{option.Name} {Text(given)} has not begun; the latest month is {Text(thisMonth)}.");
            }
        }

        if (month > last)
        {
            throw new InvalidSettingsException($"{BackfillFrom.Name} {Text(month)} is not over yet; add {BackfillTo.Name} {Text(month)} to export it so far.");
        }

        var months = new List<ReportPeriod>();
        for (; month <= last; month = month.AddMonths(1))
        {
            months.Add(ReportPeriod.Month(month.Year, month.Month));
        }

        return months;
    }

    private void Check(CommandResult result)
    {
        // The parser tells of an option without a value or with two, and throws when it is asked for that value.
        if (All.Any(option => result.GetResult(option) is { Tokens.Count: not 1 }))
        {
            return;
        }

        var (period, from, to) = (result.GetValue(Period), result.GetValue(From), result.GetValue(To));
        var (first, last) = (result.GetValue(BackfillFrom), result.GetValue(BackfillTo));
        if (new[] { period, from ?? to, first ?? last }.Count(given => given is not null) > 1)
        {
            result.AddError("--period, --from with --to, and --backfill-from are three ways to name the period; give one of them.");
        }
        else if (period is not null && !ReportPeriod.TryParse(period, out _))
        {
            result.AddError($"--period is '{period}'; allowed: {string.Join(", ", ReportPeriod.Names)}.");
        }
        else
        {
            CheckPair(result, ("--from", from), ("--to", to), Day, "a day such as 2026-04-01", lastNeeded: true);
            CheckPair(result, ("--backfill-from", first), ("--backfill-to", last), Month, "a month such as 2026-04", lastNeeded: false);
        }
    }

    private static void CheckPair(
        CommandResult result, (string Name, string? Text) from, (string Name, string? Text) to, Func<string?, DateOnly?> parse, string allowed, bool lastNeeded)
    {
        foreach (var (name, text) in new[] { from, to })
        {
            if (text is not null && parse(text) is null)
            {
                result.AddError($"{name} is '{text}'; allowed: {allowed}.");
                return;
            }
        }

        if (from.Text is null && to.Text is not null)
        {
            result.AddError($"{to.Name} needs {from.Name} as well.");
        }
        else if (from.Text is not null && to.Text is null && lastNeeded)
        {
            result.AddError($"{from.Name} needs {to.Name} as well.");
        }
        else if (parse(from.Text) > parse(to.Text))
        {
            result.AddError($"{from.Name} {from.Text} is after {to.Name} {to.Text}.");
        }
    }

    private static DateOnly? Day(string? text) => Parse(text, "yyyy-MM-dd");

    // A slip of the pen in the year must not ask for hundreds of months.
    private static DateOnly? Month(string? text) => Parse(text, "yyyy-MM") is { Year: >= 2000 } month ? month : null;

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly? Parse(string? text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
