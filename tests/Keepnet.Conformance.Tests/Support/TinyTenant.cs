using System.Globalization;
using System.Text;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>
/// The smallest tenant worth exporting, as JSON: companies with a report and two widgets each, whose figures differ from
/// company to company. The reseller's own company has a widget and no report. A test replaces what it is about.
/// </summary>
internal sealed class TinyTenant(params string[] companyIds)
{
    public const string OwnCompany = "own";

    /// <summary>Claims of the access token, as JSON.</summary>
    public string Claims { get; set; } =
        $$"""{"role":"Reseller","reseller_access":true,"user_company_resourceid":"{{OwnCompany}}","user_company_name":"Own Ltd"}""";

    /// <summary>What follows the token in the token's answer.</summary>
    public string TokenDetails { get; set; } = ""","expires_in":3600,"token_type":"Bearer","scope":"api1" """;

    /// <summary>Rows of the company list.</summary>
    public IReadOnlyList<string> Rows { get; set; } = [.. companyIds.Select(id => RowOf(id))];

    public Func<string, string> Reports { get; set; } =
        company => $$"""[{"resourceId":"r-{{company}}","companyId":1,"name":"Board","isEditable":true,"isDeletable":true,"description":null,"isSupportManager":false}]""";

    /// <summary>Company and report id to detail.</summary>
    public Func<string, string, string> Detail { get; set; } =
        (_, report) => $$"""{"resourceId":"{{report}}","name":"Board","companyName":null,"description":null,"companyId":1,"dateCreated":"2026-01-31T10:00:00Z","widgetLayout":"[]","widgets":[],"datePeriod":"LastMonth","dateRange":null,"startDate":null,"endDate":null,"isSupportManager":false}""";

    public Func<string, string> Catalogue { get; set; } = _ => CatalogueOf("w1", "w2");

    /// <summary>Company and widget id to widget; null for one that the answer leaves out.</summary>
    public Func<string, string, string?> Widget { get; set; } = (company, id) => WidgetOf(company, id);

    public static string RowOf(string id, string? name = null, string more = "") =>
        $$"""{"companyResourceId":"{{id}}","companyName":"{{name ?? "Company " + id}}","privacyDurationId":1,"licenceExpired":false{{more}}}""";

    public static string CatalogueOf(params string[] ids) =>
        $$"""{"metrics":[{"name":"Phishing Metrics","widgets":[{{string.Join(',', ids.Select(id => $$"""{"resourceId":"{{id}}","name":"{{id}}","widgetType":"T","chartType":"Bar"}"""))}}]}]}""";

    public static string WidgetOf(string company, string id, string? points = null) =>
        $$"""{"resourceId":"{{id}}","name":"Widget {{id}}","description":null,"chartType":"Bar","widgetType":"T","widgetDatas":{{points ?? PointsOf(company, id)}}}""";

    /// <summary>One point with three figures of seven digits that no other company has.</summary>
    public static string PointsOf(string company, string id)
    {
        var figure = Encoding.UTF8.GetBytes($"{company}/{id}").Aggregate(17L, (sum, value) => ((sum * 31) + value) % 900_001) + 1_000_000;
        return $$"""[{"date":null,"dataObject":null,"values":[{"value":{{Text(figure)}},"label":null,"name":"a","annotations":null},{"value":{{Text(figure + 1)}},"label":null,"name":"b","annotations":null},{"value":{{Text(figure + 2)}},"label":null,"name":"c","annotations":null}],"tableValues":null,"tableDefinitions":null}]""";
    }

    public WireAnswer Answer(WireRequest request) => request.Call switch
    {
        Call.Token => WireAnswer.Json($$"""{"access_token":"{{NewToken()}}"{{TokenDetails}}}"""),
        Call.Companies => WireAnswer.Data(PageOf(1, 1, [.. Rows])),
        Call.Other => WireAnswer.Failure(404, "FAILED", "Not found"),
        _ when request.Company == OwnCompany => OwnAnswer(request),
        Call.Reports => WireAnswer.Data(Reports(request.Company!)),
        Call.Detail => WireAnswer.Data(Detail(request.Company!, request.ReportId)),
        Call.Catalogue => WireAnswer.Data(Catalogue(request.Company!)) with { Status = 201 },
        _ => WireAnswer.Data($"[{string.Join(',', request.WidgetIds.Select(id => Widget(request.Company!, id)).OfType<string>())}]"),
    };

    public static string PageOf(int number, int? totalPages, params string[] rows) =>
        $$"""{"pageNumber":{{Text(number)}},"pageSize":100,"totalNumberOfPages":{{(totalPages is { } total ? Text(total) : "null")}},"totalNumberOfRecords":{{Text(rows.Length)}},"results":[{{string.Join(',', rows)}}]}""";

    public string NewToken() => $"{Base64Url("""{"alg":"none"}""")}.{Base64Url(Claims)}.{Guid.NewGuid():N}";

    private static WireAnswer OwnAnswer(WireRequest request) => WireAnswer.Data(request.Call switch
    {
        Call.Catalogue => CatalogueOf("own1"),
        Call.Widgets => $"[{string.Join(',', request.WidgetIds.Select(id => WidgetOf(OwnCompany, id)))}]",
        _ => "[]",
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Base64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
