namespace Keepnet.Simulator;

/// <summary>
/// The truth about the tenant. Every text is derived from the seed when asked for and is exactly what the server
/// sends when no fault interferes.
/// </summary>
public sealed class TenantData
{
    private readonly SimulatorOptions _options;
    private readonly CompanyFactory _factory;
    private readonly CompanyTree _tree;
    private readonly Dictionary<string, int> _indexes;
    private readonly ReportFactory _reports;
    private readonly WidgetRenderer _widgets;
    private readonly ReportJson _reportJson;
    private readonly Revisions _revisions = new();

    internal TenantData(SimulatorOptions options)
    {
        _options = options;
        _factory = new CompanyFactory(options);
        _tree = new CompanyTree(options.Companies);
        _indexes = Enumerable.Range(0, options.Companies).ToDictionary(_factory.IdOf, StringComparer.Ordinal);
        Reseller = _factory.Create(SimulatedCompany.ResellerIndex);
        var dates = new ApiDates(options.DateFormat);
        _reports = new ReportFactory(options);
        _widgets = new WidgetRenderer(options, dates, _revisions);
        _reportJson = new ReportJson(_widgets, dates);
        CompanyJson = new CompanyJson(this, dates);
        Listing = new CompanyListing(this, options.MaxPageSize);
    }

    /// <summary>The reseller's own company, which no listing of customers contains.</summary>
    public SimulatedCompany Reseller { get; }

    /// <summary>Customer companies, nested ones included.</summary>
    public int CompanyCount => _tree.Count;

    internal CompanyJson CompanyJson { get; }

    internal CompanyListing Listing { get; }

    private DateOnly Today => DateOnly.FromDateTime(_options.TimeProvider.GetUtcNow().UtcDateTime);

    /// <summary>Every customer company in order of creation, nested ones included.</summary>
    public IEnumerable<SimulatedCompany> Companies() => Enumerable.Range(0, CompanyCount).Select(CompanyAt);

    /// <summary>Customer companies that let their reseller read their reports.</summary>
    public IEnumerable<SimulatedCompany> OpenCompanies() => Companies().Where(company => !company.IsClosed);

    public IEnumerable<SimulatedCompany> TopLevelCompanies() =>
        Enumerable.Range(0, _tree.TopLevelCount).Select(position => CompanyAt(CompanyTree.TopLevelAt(position)));

    public IEnumerable<SimulatedCompany> ChildrenOf(SimulatedCompany company) =>
        _tree.ChildrenOf(company.Index).Select(CompanyAt);

    public SimulatedCompany CompanyAt(int index) => _factory.Create(index);

    /// <summary>The company with this id, the reseller's own included; null when there is none.</summary>
    public SimulatedCompany? FindCompany(string companyId)
    {
        if (companyId == Reseller.Id)
            return Reseller;
        return _indexes.TryGetValue(companyId, out var index) ? CompanyAt(index) : null;
    }

    /// <summary>Ids in the company's catalogue, in its order.</summary>
    public IReadOnlyList<string> CatalogueWidgetIds(string companyId) =>
        [.. WidgetCatalogue.Of(Company(companyId).Licence).Select(widget => widget.Id)];

    /// <summary>Every widget id a client can learn of: from the catalogue, the reports and their layouts.</summary>
    public IReadOnlyList<string> WidgetIds(string companyId) =>
        [.. CatalogueWidgetIds(companyId).Union(Reports(companyId).SelectMany(report => report.WidgetIds))];

    public IReadOnlyList<string> ReportIds(string companyId) => [.. Reports(companyId).Select(report => report.Id)];

    /// <summary>The <c>data</c> of <c>executive-report/metrics</c>.</summary>
    public string RenderCatalogue(string companyId) => WidgetCatalogue.Render(Company(companyId).Licence);

    /// <summary>The <c>data</c> of <c>executive-report/search</c>.</summary>
    public string RenderReports(string companyId) =>
        RenderReports(companyId, nameFilter: "");

    /// <summary>The <c>data</c> of <c>executive-report/{id}</c>; null when the company has no such report.</summary>
    public string? RenderReport(string companyId, string reportId)
    {
        var report = Reports(companyId).FirstOrDefault(candidate => candidate.Id == reportId);
        return report is null ? null : _reportJson.Detail(Company(companyId), report, Today);
    }

    /// <summary>One item of the <c>data</c> of <c>get-widget-datas</c>, for a named period that ends today.</summary>
    public string? RenderWidget(string companyId, string widgetId, string periodName) =>
        RenderWidget(companyId, widgetId, SimulatedPeriod.Named(periodName, Today));

    /// <summary>One item of the <c>data</c> of <c>get-widget-datas</c>; null when the company lacks the widget.</summary>
    /// <remarks>Of a huge widget the whole text is built in memory.</remarks>
    public string? RenderWidget(string companyId, string widgetId, SimulatedPeriod period) =>
        FindWidget(Company(companyId), widgetId, period) is { } chunks ? string.Concat(chunks) : null;

    /// <summary>
    /// From now on one widget of one company has other figures, in reports that carry it too; everything else stays as it is.
    /// False when the company lacks the widget.
    /// </summary>
    public bool Revise(string companyId, string widgetId)
    {
        var isThere = FindCompany(companyId) is { } company && WidgetCatalogue.Find(widgetId) is { } widget && widget.Tier <= company.Licence;
        if (isThere)
            _revisions.Add(companyId, widgetId);
        return isThere;
    }

    internal string RenderReports(string companyId, string nameFilter) =>
        _reportJson.List(Company(companyId), Reports(companyId)
            .Where(report => report.Name.Contains(nameFilter, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The widget in pieces, so that a huge one is never whole in memory.</summary>
    internal IEnumerable<string>? FindWidget(SimulatedCompany company, string widgetId, SimulatedPeriod period) =>
        WidgetCatalogue.Find(widgetId) is { } widget && widget.Tier <= company.Licence
            ? _widgets.Render(company, widget, period)
            : null;

    internal SimulatedPeriod NamedPeriod(string name) => SimulatedPeriod.Named(name, Today);

    /// <summary>The widget with its metadata and no points, as for dates the server cannot read.</summary>
    internal static string RenderWithoutData(string widgetId) =>
        WidgetRenderer.RenderEmpty(WidgetCatalogue.Find(widgetId)!);

    private IReadOnlyList<SimulatedReport> Reports(string companyId) => _reports.Of(Company(companyId));

    private SimulatedCompany Company(string companyId) =>
        FindCompany(companyId) ?? throw new ArgumentException($"The tenant has no company {companyId}.", nameof(companyId));
}
