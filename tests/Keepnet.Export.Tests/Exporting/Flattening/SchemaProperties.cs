using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Keepnet.Export.Tests.Schemas;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class SchemaProperties
{
    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1.50", "1e400", "\"\"", "\"text\"", "\"44.5%\"", "\"1,5\"", "\"2026-05-01T00:00:00+03:00\"", "\"01/05/2026 00:00\"", "\"=1+1\"",
    ];

    private static readonly string[] Names = ["name", "label", "value", "annotations", "NAME", "a", "a b"];

    [Property(MaxTest = 200)]
    public Property Lines_fit_their_schema_whatever_stands_in_a_field() => Prop.ForAll(
        Arb.From(Fields("date", "dataObject", "values", "tableValues", "tableDefinitions", "Values", "more")),
        Arb.From(Fields("resourceId", "name", "widgetType", "chartType", "description")),
        Arb.From(Fields("datePeriod", "startDate", "endDate")),
        (point, widget, report) =>
        {
            var flattening = new Flattening();
            var json = $$"""{{{widget}}"widgetDatas":[{{{point}}"x":0}]}""";
            flattening.AddWidgetAsync(json).GetAwaiter().GetResult();
            flattening.AddReportAsync($$"""{{{report}}"resourceId":"R","widgets":[{{json}}]}""").GetAwaiter().GetResult();

            flattening.Metrics.ForEach(line => SchemaCheck.Fits("metric-line", line, Encoding.UTF8.GetBytes(line)));
            flattening.Tables.ForEach(line => SchemaCheck.Fits("table-line", line, Encoding.UTF8.GetBytes(line)));
            return flattening.Metrics.Count >= 2;
        });

    // "name":value, for each of some of these names, in any order, and some twice.
    private static Gen<string> Fields(params string[] names) => Gen.Elements(names)
        .Zip(Value(3))
        .ListOf()
        .Select(fields => string.Concat(fields.Select(field => $"\"{field.Item1}\":{field.Item2},")));

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.Elements(Scalars);
        if (depth == 0)
        {
            return scalar;
        }

        var inner = Value(depth - 1);
        var array = inner.ListOf().Select(items => $"[{string.Join(',', items.Take(4))}]");
        var @object = Gen.Elements(Names).Zip(inner).ListOf().Select(fields => $"{{{string.Join(',', fields.Take(4).Select(field => $"\"{field.Item1}\":{field.Item2}"))}}}");
        return Gen.OneOf(scalar, array, @object);
    }
}
