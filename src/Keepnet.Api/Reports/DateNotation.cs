using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Keepnet.Api.Reports;

/// <summary>The notation in which the API's users write dates, such as <c>DD/MM/YYYY</c>, as .NET understands it.</summary>
internal static class DateNotation
{
    private const string Letters = "DdMYyHhmsSAt ./-:,";

    private static readonly string[] Parts = ["D", "M", "YY"];

    /// <summary>Whether it is a notation at all: the token may say anything.</summary>
    public static bool IsUsable([NotNullWhen(true)] string? notation) =>
        notation is { Length: <= 40 } && notation.All(Letters.Contains)
        && Parts.All(part => notation.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <param name="notation">With or without a time; without one, <paramref name="timeFormat"/> decides on its form.</param>
    /// <param name="timeFormat"><c>12h</c> for a time with AM and PM.</param>
    public static string ToDotNet(string notation, string? timeFormat)
    {
        var hasTime = notation.Contains('h', StringComparison.OrdinalIgnoreCase);
        var whole = hasTime ? notation
            : timeFormat?.Contains("12", StringComparison.Ordinal) == true ? $"{notation} hh:mm A"
            : $"{notation} HH:mm";
        return whole.Replace('D', 'd').Replace('Y', 'y').Replace("A", "tt", StringComparison.Ordinal);
    }

    public static string Format(DateTime date, string notation, string? timeFormat) =>
        date.ToString(ToDotNet(notation.Trim(), timeFormat), CultureInfo.InvariantCulture);
}
