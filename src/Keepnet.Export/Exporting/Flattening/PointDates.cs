using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Reads the dates of one widget's points and counts the odd ones.</summary>
internal sealed class PointDates(JsonCursor scanner, DateReader reader, PeriodWindow? window, Oddities oddities)
{
    public DateReading Read(JsonSpan date)
    {
        if (!date.HasValue)
        {
            return default;
        }

        var reading = !date.IsContainer && scanner.TryGetText(date, out var text) ? reader.Read(text) : default;
        if (Oddity(reading.Kind) is { } oddity)
        {
            oddities.Add(oddity);
        }

        if (reading.IsKnown && window?.Contains(reading.Day) == false)
        {
            oddities.Add(Flattening.Oddity.DateIsOutsideWindow);
        }

        return reading;
    }

    private static Oddity? Oddity(DateReadingKind kind) => kind switch
    {
        DateReadingKind.Unreadable => Flattening.Oddity.DateIsUnreadable,
        DateReadingKind.Ambiguous => Flattening.Oddity.DateIsAmbiguous,
        DateReadingKind.Contradicting => Flattening.Oddity.DateContradictsFormat,
        _ => null,
    };
}
