using System.Text.Json.Nodes;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Flattening;

/// <summary>Flattens JSON texts for one company and keeps what came of it.</summary>
internal sealed class Flattening
{
    /// <summary>What every line of a widget of no name and type starts with.</summary>
    public const string Start =
        """{"run_id":"20260702T020000Z-schedule","company_id":"Yc6hJ4nDg9Rf","company_name":"Opal Freight","period":"Last3Months","source":"widget",""";

    private readonly LineList _metrics = new();
    private readonly LineList _tables = new();
    private readonly WidgetFlattener _flattener;
    private readonly int _piece;

    public Flattening(ReportPeriod? period = null, string? dateFormat = "DD/MM/YYYY", string? companyName = "Opal Freight", int piece = int.MaxValue)
    {
        _piece = piece;
        var context = new FlatteningContext
        {
            RunId = "20260702T020000Z-schedule",
            CompanyId = "Yc6hJ4nDg9Rf",
            CompanyName = companyName,
            Period = period ?? ReportPeriod.Default,
            RequestedAt = new DateTimeOffset(2026, 7, 2, 2, 0, 0, TimeSpan.Zero),
            Dates = new DateReader(dateFormat),
        };
        Checks = new CheckList(Warnings.Add);
        _flattener = new WidgetFlattener(context, _metrics, _tables, Warnings.Add) { Checks = Checks };
    }

    public List<string> Warnings { get; } = [];

    public CheckList Checks { get; }

    public List<string> Metrics => _metrics.Lines;

    public List<string> Tables => _tables.Lines;

    public IReadOnlyList<JsonObject> MetricObjects => Metrics.ConvertAll(line => JsonNode.Parse(line)!.AsObject());

    public WidgetFlattener Flattener => _flattener;

    public static async Task<Flattening> OfWidgetAsync(string json, string? dateFormat = "DD/MM/YYYY")
    {
        var flattening = new Flattening(dateFormat: dateFormat);
        await flattening.AddWidgetAsync(json);
        return flattening;
    }

    /// <summary>Flattens a widget whose only field is <c>widgetDatas</c> with one item.</summary>
    public static Task<Flattening> OfPointAsync(string point, string? dateFormat = "DD/MM/YYYY") =>
        OfWidgetAsync($$"""{"resourceId":"W","widgetDatas":[{{point}}]}""", dateFormat);

    public Task AddWidgetAsync(string json)
    {
        var source = new TextJsonSource(json, _piece);
        return _flattener.FlattenWidgetAsync(source, source.Whole, CancellationToken.None);
    }

    public Task AddReportAsync(string json)
    {
        var source = new TextJsonSource(json, _piece);
        return _flattener.FlattenReportAsync(source, source.Whole, CancellationToken.None);
    }
}
