using System.Globalization;

namespace Keepnet.Simulator;

/// <summary>Widgets no front end knows: tables, and a chart with whatever the untyped fields allow.</summary>
internal static class OtherShapes
{
    public static readonly object[] TableColumns =
    [
        new { label = "Name", name = "name" },
        new { label = "E-mail", name = "email" },
        new { label = "Department", name = "department" },
        new { label = "Risk Score", name = "riskScore" },
    ];

    public static IEnumerable<WidgetPoint> Table(WidgetSubject subject) =>
        [new WidgetPoint
        {
            TableDefinitions = TableColumns,
            TableValues = Enumerable.Range(0, subject.Random.Between(6, 30)).Select(_ => TableRow(subject)).ToArray(),
        }];

    /// <summary>A score is a number or, now and then, a text with a per cent sign.</summary>
    public static object TableRow(WidgetSubject subject)
    {
        var (name, email) = subject.Person();
        return new
        {
            name,
            email,
            department = subject.Random.Chance(0.1) ? null : subject.Department(),
            riskScore = subject.Random.Chance(0.3) ? string.Create(CultureInfo.InvariantCulture, $"{subject.Percent()}%") : (object)subject.Random.Between(0, 100),
        };
    }

    public static IEnumerable<WidgetPoint> AnyDataObject(WidgetSubject subject)
    {
        object?[] dataObjects =
        [
            null,
            "a text",
            17.50m,
            true,
            new object[] { 1, "two", new { three = 3.0m } },
            new { Nested = new { Deep = new[] { new { x = subject.Random.Between(0, 99) } } }, empty = new { } },
        ];
        return dataObjects.Select((dataObject, position) => new WidgetPoint
        {
            Date = position % 2 == 0 ? subject.AnyDate() : null,
            DataObject = dataObject,
            Values = position == 3 ? null : [new(subject.Random.Between(0, 900), null, position == 1 ? "Incidents" : null)],
        });
    }
}
