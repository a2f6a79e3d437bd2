using System.Text;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>
/// Reads the API's dates: ISO, or day, month and year in the order its user prefers, with or without a time. Never guesses:
/// a date whose day and month could be exchanged and whose order is not known stays unread.
/// </summary>
public sealed class DateReader
{
    private readonly DateOrder _order;

    /// <param name="format">For example <c>DD/MM/YYYY</c>, in any case and with any separator; null or anything else: not known.</param>
    public DateReader(string? format = null) => _order = Order(format);

    /// <summary>Whether the order of day and month is known.</summary>
    public bool KnowsOrder => _order != DateOrder.Unknown;

    /// <summary>Takes the first format that names an order: the setting's, else the one in the token.</summary>
    public static DateReader FromFormats(params ReadOnlySpan<string?> formats)
    {
        foreach (var format in formats)
        {
            if (Order(format) != DateOrder.Unknown)
            {
                return new DateReader(format);
            }
        }

        return new DateReader();
    }

    public DateReading Read(string? text) => Read(Encoding.UTF8.GetBytes(text ?? ""));

    /// <param name="utf8">The date's text, UTF-8.</param>
    public DateReading Read(ReadOnlySpan<byte> utf8)
    {
        var text = new DateText(utf8);
        if (!text.TryRead())
        {
            return default;
        }

        if (text.IsIso)
        {
            return Reading(DateReadingKind.Certain, text, text.Second, text.Third);
        }

        var (first, second) = text.YearFirst ? (text.Second, text.Third) : (text.First, text.Second);
        return DayFirst(text.YearFirst) switch
        {
            true => Read(text, day: first, month: second),
            false => Read(text, day: second, month: first),
            null => Decide(text, first, second),
        };
    }

    private static DateReading Read(DateText text, int day, int month) => month > 12 && day <= 12
        ? Reading(DateReadingKind.Contradicting, text, month: day, day: month)
        : Reading(DateReadingKind.Certain, text, month, day);

    private DateReading Decide(DateText text, int first, int second)
    {
        var kind = KnowsOrder ? DateReadingKind.Contradicting : DateReadingKind.Certain;
        return (first > 12, second > 12) switch
        {
            (true, false) => Reading(kind, text, month: second, day: first),
            (false, true) => Reading(kind, text, month: first, day: second),
            (false, false) => new DateReading(DateReadingKind.Ambiguous),
            (true, true) => default,
        };
    }

    private static DateReading Reading(DateReadingKind kind, DateText text, int month, int day)
    {
        var year = text.YearFirst ? text.First : text.Third;
        var exists = year is > 0 and <= 9999 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month);
        return exists ? new DateReading(kind, new DateOnly(year, month, day), text.Time) : default;
    }

    private bool? DayFirst(bool yearFirst) => (_order, yearFirst) switch
    {
        (DateOrder.DayMonthYear, false) or (DateOrder.YearDayMonth, true) => true,
        (DateOrder.MonthDayYear, false) or (DateOrder.YearMonthDay, true) => false,
        _ => null,
    };

    private static DateOrder Order(string? format)
    {
        // The letters of a time that may follow are others, or the same in places that no longer matter.
        var letters = string.Concat((format ?? "").ToUpperInvariant().Where(letter => letter is 'D' or 'M' or 'Y').Distinct());
        return letters switch
        {
            "DMY" => DateOrder.DayMonthYear,
            "MDY" => DateOrder.MonthDayYear,
            "YMD" => DateOrder.YearMonthDay,
            "YDM" => DateOrder.YearDayMonth,
            _ => DateOrder.Unknown,
        };
    }
}
