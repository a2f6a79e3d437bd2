using System.Globalization;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>A date of the API as far as it could be understood; day and time as written, in no particular zone.</summary>
/// <param name="Kind">How it was understood.</param>
/// <param name="Day">Only when <see cref="IsKnown"/>.</param>
/// <param name="Time">Null when the text has none; whole seconds.</param>
public readonly record struct DateReading(DateReadingKind Kind, DateOnly Day = default, TimeOnly? Time = null)
{
    /// <summary>Length of the longer form.</summary>
    public const int MaxLength = 19;

    public bool IsKnown => Kind is DateReadingKind.Certain or DateReadingKind.Contradicting;

    /// <summary>Writes <c>yyyy-MM-dd</c>, or <c>yyyy-MM-ddTHH:mm:ss</c> when the text has a time; returns the bytes written.</summary>
    public int Format(Span<byte> destination)
    {
        // These two formats are the same in every culture, and quick: every point of a chart has a date.
        Day.TryFormat(destination, out var length, "O", CultureInfo.InvariantCulture);
        if (Time is { } time)
        {
            destination[length++] = (byte)'T';
            time.TryFormat(destination[length..], out var timeLength, "R", CultureInfo.InvariantCulture);
            length += timeLength;
        }

        return length;
    }

    /// <summary>What <see cref="Format"/> writes; empty when the date is not known.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return IsKnown ? System.Text.Encoding.ASCII.GetString(text[..Format(text)]) : "";
    }
}
