using System.Globalization;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>Figures for people, alike in every culture.</summary>
internal static class FigureText
{
    public static string ToText(this double value) => Math.Abs(value) < 1e15
        ? value.ToString("0.##", CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
