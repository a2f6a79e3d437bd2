using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Simulator.Tests;

public sealed class TenantDataTests
{
    private readonly SimulatorOptions _options = new()
    {
        Companies = 60,
        TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 7, 2, 10, 5, 0, TimeSpan.Zero)),
    };

    [Fact]
    public void Tells_the_same_for_the_same_seed()
    {
        Assert.Equal(Everything(new TenantData(_options)), Everything(new TenantData(_options)));
    }

    [Fact]
    public void Tells_something_else_for_another_seed()
    {
        var (one, other) = (new TenantData(_options), new TenantData(_options with { Seed = 2 }));

        Assert.Empty(OwnReports(one).Intersect(OwnReports(other)));
        Assert.Empty(one.Companies().Select(company => company.Id).Intersect(other.Companies().Select(company => company.Id)));
    }

    [Fact]
    public void Gives_every_company_an_id_of_12_letters_and_digits()
    {
        var ids = new TenantData(_options).Companies().Select(company => company.Id).ToList();

        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{12}$", id));
        Assert.Equal(60, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.True(ids.Distinct(StringComparer.OrdinalIgnoreCase).Count() < 60, "Some ids differ in letter case only.");
    }

    [Fact]
    public void Tells_companies_apart_by_their_numbers()
    {
        var data = new TenantData(_options);

        foreach (var widgetId in data.CatalogueWidgetIds(data.Reseller.Id))
        {
            var answers = data.Companies().Select(company => data.CatalogueWidgetIds(company.Id).Contains(widgetId)
                ? data.RenderWidget(company.Id, widgetId, "LastYear")!
                : "").Where(HasPoints).ToList();

            Assert.Equal(answers.Count, answers.Distinct().Count());
        }
    }

    [Fact]
    public void Lists_fewer_widgets_under_a_lower_licence()
    {
        var data = new TenantData(_options);

        var sizes = data.Companies().GroupBy(company => company.Licence)
            .OrderBy(group => group.Key)
            .Select(group => Assert.Single(group.Select(company => data.CatalogueWidgetIds(company.Id).Count).Distinct()))
            .ToList();

        Assert.Equal(3, sizes.Distinct().Count());
        Assert.Equal(sizes.Order(), sizes);
    }

    [Fact]
    public void Has_reports_with_widgets_that_no_catalogue_lists()
    {
        var data = new TenantData(_options);

        Assert.Contains(data.Companies(), company => data.WidgetIds(company.Id).Count > data.CatalogueWidgetIds(company.Id).Count);
    }

    [Fact]
    public void Has_none_to_five_reports_the_built_in_one_first()
    {
        var data = new TenantData(_options);

        var reports = data.Companies().Select(company => data.ReportIds(company.Id)).ToList();

        Assert.Contains(reports, ids => ids.Count == 0);
        Assert.Contains(reports, ids => ids.Count == 5);
        Assert.Single(reports.Where(ids => ids.Count > 0).Select(ids => ids[0]).Distinct());
    }

    [Theory]
    [InlineData("LastMonth", 30)]
    [InlineData("Last3Months", 90)]
    [InlineData("LastYear", 365)]
    public void Dates_every_point_within_the_window(string period, int days)
    {
        var data = new TenantData(_options with { DateFormat = SimulatedDateFormat.Iso });
        var (first, last) = (new DateTime(2026, 7, 2).AddDays(-days), new DateTime(2026, 7, 2));

        var dates = data.CatalogueWidgetIds(data.Reseller.Id)
            .SelectMany(id => Points(data.RenderWidget(data.Reseller.Id, id, period)!))
            .Where(point => point.GetProperty("date").ValueKind is JsonValueKind.String)
            .Select(point => point.GetProperty("date").GetDateTime())
            .ToList();

        Assert.NotEmpty(dates);
        Assert.All(dates, date => Assert.InRange(date, first, last));
    }

    [Theory]
    [InlineData(SimulatedDateFormat.DayFirst, "\"01/06/2026 00:00\"")]
    [InlineData(SimulatedDateFormat.MonthFirst, "\"06/01/2026 00:00\"")]
    [InlineData(SimulatedDateFormat.YearFirst, "\"2026/06/01 00:00\"")]
    [InlineData(SimulatedDateFormat.Iso, "\"2026-06-01T00:00:00\"")]
    public void Writes_dates_the_way_its_user_prefers(SimulatedDateFormat format, string expected)
    {
        var data = new TenantData(_options with { DateFormat = format });

        var widget = data.RenderWidget(data.Reseller.Id, data.CatalogueWidgetIds(data.Reseller.Id)[0], "Last3Months");

        Assert.Contains(expected, widget, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_a_widget_empty_now_and_then()
    {
        var data = new TenantData(_options);

        var empty = data.Companies().SelectMany(company => data.CatalogueWidgetIds(company.Id)
            .Where(id => !HasPoints(data.RenderWidget(company.Id, id, "LastMonth")!)));

        Assert.InRange(empty.Count(), 1, 200);
    }

    private static List<string> Everything(TenantData data) => [.. data.Companies()
        .SelectMany(company => data.WidgetIds(company.Id).Select(id => data.RenderWidget(company.Id, id, "Last3Months")!))
        .Concat(data.Companies().Select(company => data.RenderReports(company.Id) + company.Id + company.Name))
        .Concat(OwnReports(data))];

    private static IEnumerable<string> OwnReports(TenantData data) => data.Companies()
        .SelectMany(company => data.ReportIds(company.Id).Skip(1).Select(id => data.RenderReport(company.Id, id)!));

    private static bool HasPoints(string widget) => widget.Length > 0 && Points(widget).Any();

    private static JsonElement.ArrayEnumerator Points(string widget) =>
        JsonDocument.Parse(widget).RootElement.GetProperty("widgetDatas") is { ValueKind: JsonValueKind.Array } points
            ? points.EnumerateArray()
            : default;
}
