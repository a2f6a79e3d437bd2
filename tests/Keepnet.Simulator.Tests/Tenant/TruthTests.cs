using System.Net;

namespace Keepnet.Simulator.Tests;

public sealed class TruthTests : IAsyncLifetime
{
    private SimulatedTenant _tenant = null!;
    private TenantClient _client = null!;

    private SimulatedCompany Company => _tenant.Data.OpenCompanies().First(company => _tenant.Data.ReportIds(company.Id).Count > 1);

    public async Task InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(new SimulatorOptions(), CancellationToken.None);
        _client = await TenantClient.SignedInAsync(_tenant);
    }

    [Fact]
    public async Task Serves_the_reports_the_truth_tells()
    {
        var answer = await _client.ReportsAsync(Company.Id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_tenant.Data.RenderReports(Company.Id), await answer.DataAsync());
    }

    [Fact]
    public async Task Serves_each_report_the_truth_tells()
    {
        foreach (var reportId in _tenant.Data.ReportIds(Company.Id))
        {
            var answer = await _client.GetAsync($"api/executive-report/{reportId}", Company.Id);

            Assert.Equal(_tenant.Data.RenderReport(Company.Id, reportId), await answer.DataAsync());
        }
    }

    [Fact]
    public async Task Serves_the_catalogue_the_truth_tells_with_201()
    {
        var answer = await _client.CatalogueAsync(Company.Id);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(_tenant.Data.RenderCatalogue(Company.Id), await answer.DataAsync());
    }

    [Fact]
    public async Task Serves_other_figures_of_a_revised_widget_and_the_same_of_all_others()
    {
        var ids = _tenant.Data.WidgetIds(Company.Id);
        var before = ids.ToDictionary(id => id, id => _tenant.Data.RenderWidget(Company.Id, id, "LastMonth"));

        var answer = await _client.PostAsync($"simulator/revise?companyId={Company.Id}&widgetId={ids[0]}", "");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal([ids[0]], ids.Where(id => _tenant.Data.RenderWidget(Company.Id, id, "LastMonth") != before[id]));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync($"simulator/revise?companyId={Company.Id}&widgetId=nowhere", "")).StatusCode);
        Assert.False(_tenant.Data.Revise("nobody", ids[0]));
    }

    [Fact]
    public async Task Serves_every_widget_the_truth_tells()
    {
        var ids = _tenant.Data.WidgetIds(Company.Id);

        var answer = await _client.WidgetsAsync(Company.Id, [.. ids]);

        var expected = ids.Select(id => _tenant.Data.RenderWidget(Company.Id, id, "Last3Months"));
        Assert.Equal($"[{string.Join(',', expected)}]", await answer.DataAsync());
        Assert.Empty(_tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Answers_a_custom_period_with_points_of_that_window()
    {
        var period = SimulatedPeriod.Custom(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31));
        var widgetId = _tenant.Data.CatalogueWidgetIds(Company.Id)[0];

        var answer = await _client.PostAsync(
            "api/executive-report/get-widget-datas",
            $$"""{"widgetIds":["{{widgetId}}"],"datePeriod":"Custom","startDate":"2026-01-01T00:00:00Z","endDate":"2026-03-31T23:59:59Z"}""",
            Company.Id);

        var data = await answer.DataAsync();
        Assert.Equal($"[{_tenant.Data.RenderWidget(Company.Id, widgetId, period)}]", data);
        Assert.Contains("\"01/02/2026 00:00\"", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_for_the_reseller_itself_when_it_is_the_scope()
    {
        var resellerId = _tenant.Data.Reseller.Id;

        var answer = await _client.ReportsAsync(resellerId);

        Assert.Equal(_tenant.Data.RenderReports(resellerId), await answer.DataAsync());
        Assert.Empty(_tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Lists_the_reseller_with_its_customers_as_a_tree()
    {
        var answer = await _client.GetAsync("api/companies/my");

        var root = Assert.Single((await answer.JsonAsync()).GetProperty("data").EnumerateArray());
        Assert.Equal(_tenant.Data.Reseller.Id, root.GetProperty("resourceId").GetString());
        Assert.Equal(_tenant.Data.TopLevelCompanies().Count(), root.GetProperty("children").GetArrayLength());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }
}
