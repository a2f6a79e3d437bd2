using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>
/// Notices where the API's answers differ from its documented schema. For one company's export, not for several callers at
/// once; works in constant memory, however large an answer is.
/// </summary>
internal sealed class DriftObserver
{
    private readonly AddedFields _added = new();
    private readonly WidgetTypes _types = new();
    private readonly ObservedObject _widgets;
    private readonly ObservedObject _reports;
    private readonly ObservedObject _reportDetails;
    private readonly ObservedObject _catalogue;
    private readonly ObservedObject _companies;

    public DriftObserver()
    {
        _widgets = new ObservedObject(DocumentedSchema.Widget, "widgets[].", _added, _types);
        _reports = new ObservedObject(DocumentedSchema.Report, "reports[].", _added, _types);
        _reportDetails = new ObservedObject(DocumentedSchema.ReportDetail, "reportDetails[].", _added, _types);
        _catalogue = new ObservedObject(DocumentedSchema.Catalogue, "catalogue.", _added, _types);
        _companies = new ObservedObject(DocumentedSchema.Company, "companies[].", _added, _types);
    }

    /// <summary>
    /// Fields the documented schema lacks, as paths like <c>widgets[].widgetDatas[].foo</c>, sorted ordinally; the 100 first
    /// met, and a last entry <c>…</c> when there are more. <c>*</c> stands for a name that could be personal.
    /// </summary>
    public IReadOnlyList<string> Added => _added.Paths;

    /// <summary>Documented fields never sent although an object that should have them was; paths sorted ordinally.</summary>
    public IReadOnlyList<string> Gone => [.. All.SelectMany(seen => seen.Gone()).Order(StringComparer.Ordinal)];

    /// <summary>Documented fields that came with values of another kind, null and numbers in strings apart; sorted by path.</summary>
    public IReadOnlyList<ChangedField> Changed => [.. All.SelectMany(seen => seen.Changed()).OrderBy(changed => changed.Path, StringComparer.Ordinal)];

    /// <summary>All that was noticed so far.</summary>
    public DriftReport Report => new(Added, Gone) { Changed = Changed, WidgetTypes = _types.All, NewWidgetTypes = _types.New };

    private IEnumerable<ObservedObject> All => [_widgets, _reports, _reportDetails, _catalogue, _companies];

    /// <summary>An object of a <c>get-widget-datas</c> answer.</summary>
    public void ObserveWidget(IJsonSource source, JsonItem widget) => Observe(_widgets, source, widget);

    /// <summary>An object of the list of reports.</summary>
    public void ObserveReport(IJsonSource source, JsonItem report) => Observe(_reports, source, report);

    public void ObserveReportDetail(IJsonSource source, JsonItem reportDetail) => Observe(_reportDetails, source, reportDetail);

    /// <summary>The answer of <c>executive-report/metrics</c>.</summary>
    public void ObserveCatalogue(IJsonSource source, JsonItem catalogue) => Observe(_catalogue, source, catalogue);

    /// <param name="json">The API's object, UTF-8.</param>
    public void ObserveCompany(ReadOnlyMemory<byte> json) =>
        Observe(_companies, new MemoryJsonSource(json), new JsonItem(0, json.Length));

    private static void Observe(ObservedObject observed, IJsonSource source, JsonItem item)
    {
        using var scanner = new JsonCursor(source, item);
        var position = item.Offset;
        observed.Observe(scanner, ref position);
    }
}
