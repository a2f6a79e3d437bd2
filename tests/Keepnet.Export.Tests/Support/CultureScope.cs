using System.Globalization;

namespace Keepnet.Export.Tests.Support;

/// <summary>Another culture for the rest of a test and all it starts.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureScope(string name) => CultureInfo.CurrentCulture = Find(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    // Where cultures are switched off, one made by hand has the same peculiarities.
    private static CultureInfo Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "\u200f-";
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.DateTimeFormat.DateSeparator = ".";
            culture.DateTimeFormat.TimeSeparator = ".";
            return culture;
        }
    }
}
