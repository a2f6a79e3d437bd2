using System.Globalization;
using System.Text;

namespace Keepnet.Export.Benchmarks.Payloads;

/// <summary>The tenant's answers, rendered before the first request: serving them costs next to nothing.</summary>
public sealed class TenantBodies
{
    public const string ResellerId = "c0000000000";

    private const long DetailWidgetBytes = 2000;

    private readonly TenantShape _shape;
    private readonly Dictionary<string, StampedJson> _widgets;
    private readonly StampedJson _reports;
    private readonly Dictionary<string, StampedJson> _details;

    public TenantBodies(TenantShape shape)
    {
        _shape = shape;
        _widgets = shape.WidgetBytes.Select((bytes, index) => (Id: WidgetText.WidgetId(index), Text: WidgetText.Render(index, bytes)))
            .ToDictionary(widget => widget.Id, widget => new StampedJson(widget.Text), StringComparer.Ordinal);
        _reports = new StampedJson(Utf8($"[{string.Join(',', Enumerable.Range(0, shape.Reports).Select(ReportText))}]"));
        _details = Enumerable.Range(0, shape.Reports).ToDictionary(ReportId, report => new StampedJson(Utf8(DetailText(shape, report))), StringComparer.Ordinal);
        Catalogue = [Utf8($$"""{"metrics":[{"name":"Phishing Metrics","widgets":[{{string.Join(',', shape.WidgetBytes.Select((_, index) => CatalogueText(index)))}}]}]}""")];
    }

    public IEnumerable<ReadOnlyMemory<byte>> Catalogue { get; }

    public static string CompanyId(int company) => string.Create(CultureInfo.InvariantCulture, $"c{company:D10}");

    public static string ReportId(int report) => string.Create(CultureInfo.InvariantCulture, $"Report{report:D6}");

    public static int CompanyOf(string companyId) => int.Parse(companyId.AsSpan(1), CultureInfo.InvariantCulture);

    public IEnumerable<ReadOnlyMemory<byte>> Reports(int company) => _reports.PartsFor(company);

    public IEnumerable<ReadOnlyMemory<byte>> Detail(int company, string reportId) => _details[reportId].PartsFor(company);

    /// <summary>The widgets of these ids as an array.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Widgets(int company, IReadOnlyList<string> ids)
    {
        for (var index = 0; index < ids.Count; index++)
        {
            yield return index == 0 ? "["u8.ToArray() : ","u8.ToArray();
            foreach (var part in _widgets[ids[index]].PartsFor(company))
            {
                yield return part;
            }
        }

        yield return "]"u8.ToArray();
    }

    /// <summary>The <c>data</c> of one page of the company list.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Companies(int page, int pageSize)
    {
        var pages = (_shape.Companies + pageSize - 1) / pageSize;
        var first = ((page - 1) * pageSize) + 1;
        var rows = Enumerable.Range(first, Math.Clamp(_shape.Companies - first + 1, 0, pageSize)).Select(CompanyText);
        yield return Utf8(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"limitExceededCompanyCount":0,"pageNumber":{{page}},"pageSize":{{pageSize}},"totalNumberOfPages":{{pages}},"totalNumberOfRecords":{{_shape.Companies}},"results":[{{string.Join(',', rows)}}]}"""));
    }

    private static string CompanyText(int company) =>
        $$"""{"companyName":"Company {{company}}","companyResourceId":"{{CompanyId(company)}}","resellerName":"Fjord MSP","industryName":"Media","industryResourceId":"a81LkPz0Qw3r","licenseTypeName":"Custom","licenseTypeResourceId":"Zz09mKq1LpT4","isNumberOfUsersLimited":true,"numberOfUsers":"250","privacyDurationId":1,"licenceExpired":false,"licenseEndDate":"31/12/2026 23:59","createTime":"04/03/2024 09:12","targetUserCount":261,"deletedTargetUserCount":4,"inactiveTargetUserCount":11,"monthlyActiveUserCount":258,"tags":["north"],"children":[]}""";

    // The first is the company's own, the others are built in, the same for everybody.
    private static string ReportText(int report) =>
        $$"""{"resourceId":"{{ReportId(report)}}","companyId":{{(report == 0 ? StampedJson.Placeholder : 1)}},"name":"Quarterly board view {{report}}","isEditable":{{Own(report)}},"isDeletable":{{Own(report)}},"description":"Description","isSupportManager":false}""";

    private static string Own(int report) => report == 0 ? "true" : "false";

    private static string CatalogueText(int index) =>
        $$"""{"resourceId":"{{WidgetText.WidgetId(index)}}","name":"Widget {{index}}","description":"Score against the sector","widgetType":"PhishingRiskScoreAcrossIndustriesWidget","chartType":"Line","imageUrl":null,"isSupportManager":false}""";

    private static string DetailText(TenantShape shape, int report)
    {
        var widgets = Enumerable.Range(0, Math.Min(5, shape.WidgetBytes.Count)).Select(index => Encoding.UTF8.GetString(WidgetText.Render(index, DetailWidgetBytes)));
        return $$"""{"resourceId":"{{ReportId(report)}}","companyId":{{StampedJson.Placeholder}},"name":"Quarterly board view","companyName":"Company","description":"Description","dateCreated":"02/07/2026 10:05","widgetLayout":"[]","widgets":[{{string.Join(',', widgets)}}],"datePeriod":"Last3Months","dateRange":"02/04/2026 - 02/07/2026","startDate":null,"endDate":null,"isSupportManager":false}""";
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
