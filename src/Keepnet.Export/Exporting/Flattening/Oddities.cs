using System.Globalization;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Counts what is odd in one widget, so that a million odd rows make one warning. Names no values: they may be personal.</summary>
internal sealed class Oddities
{
    private readonly int[] _counts = new int[Enum.GetValues<Oddity>().Length];

    public void Add(Oddity oddity) => _counts[(int)oddity]++;

    public int CountOf(Oddity oddity) => _counts[(int)oddity];

    /// <summary>One sentence for each kind met, beginning with <paramref name="subject"/>.</summary>
    public void Report(string subject, Action<string> warn)
    {
        for (var kind = 0; kind < _counts.Length; kind++)
        {
            if (_counts[kind] > 0)
            {
                var count = _counts[kind].ToString(CultureInfo.InvariantCulture);
                warn($"{subject}: {Describe((Oddity)kind)} ({count} {(_counts[kind] == 1 ? "time" : "times")}).");
            }
        }
    }

    private static string Describe(Oddity oddity) => oddity switch
    {
        Oddity.WidgetIsNoObject => "is not a JSON object, nothing flattened",
        Oddity.WidgetDatasIsNoArray => "widgetDatas is not an array, flattened as one point",
        Oddity.PointIsNull => "null among widgetDatas, passed over",
        Oddity.PointIsNoObject => "an item of widgetDatas is not an object, only its numbers are flattened",
        Oddity.DateIsUnreadable => "date cannot be read, kept in date_raw at most",
        Oddity.DateIsAmbiguous => "date could have day and month either way round, kept in date_raw only; set the date format",
        Oddity.DateContradictsFormat => "date is not in the expected format but beyond doubt; check the date format",
        Oddity.DateIsOutsideWindow => "date lies outside the period asked for",
        Oddity.DataObjectIsNoObject => "dataObject is not an object, only its numbers are flattened",
        Oddity.DimensionsAreTooLarge => "dataObject is too large to be repeated on each line, dimensions left out",
        Oddity.ValuesIsNoArray => "values is not an array, flattened as one value",
        Oddity.ValueIsNull => "null among values, passed over",
        Oddity.ValueIsNoObject => "an item of values is not an object, taken as the value itself",
        Oddity.TableValuesIsNoArray => "tableValues is not an array, taken as one row",
        Oddity.RowIsNull => "null among tableValues, passed over",
        Oddity.RowIsNoObject => "a row of tableValues is not an object, its cells are as sent",
        Oddity.ColumnsAreUnreadable => "tableDefinitions holds something that names no column, passed over",
        Oddity.ColumnsAreTooLarge => "tableDefinitions is too large to be repeated on each row, columns left out",
        Oddity.ColumnIsRepeated => "tableDefinitions names a column twice, the last label counts",
        Oddity.FieldIsRepeated => "a field comes twice in one object, the last counts",
        _ => oddity.ToString(),
    };
}
