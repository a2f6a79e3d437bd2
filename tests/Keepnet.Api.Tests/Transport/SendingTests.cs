using Keepnet.Api.Reports;
using Keepnet.Api.Tests.Support;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Tests.Transport;

public sealed class SendingTests
{
    private readonly ClientFixture _fixture = new();

    [Fact]
    public async Task Gets_a_token_and_returns_the_reports_as_the_api_wrote_them()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Data("""[{"resourceId":"Rk5sV0cWm8Ax", "companyId":41.270}]"""));

        var reports = await _fixture.SearchReportsAsync();

        Assert.Equal("""{"resourceId":"Rk5sV0cWm8Ax", "companyId":41.270}""", Assert.Single(reports));
        var token = Assert.Single(_fixture.Api.TokenCalls);
        Assert.Equal("grant_type=client_credentials&client_id=exporter-01&client_secret=s%2Bcr%3Dt%26-very-secret&scope=api1", token.Body);
        Assert.Equal("application/x-www-form-urlencoded", token.Header("Content-Type"));
        Assert.Null(token.Header("Authorization"));
    }

    [Fact]
    public async Task Names_the_company_token_and_content_type_on_each_request()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        var request = Assert.Single(_fixture.Api.Calls);
        Assert.Equal("""{"name":""}""", request.Body);
        Assert.Equal("Yc6hJ4nDg9Rf", request.Header("X-KEEPNET-Company-Id"));
        Assert.Null(request.Header("x-ir-company-id"));
        Assert.Equal("Bearer token-1", request.Header("Authorization"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("application/json", request.Header("Accept"));
    }

    [Fact]
    public async Task Sends_the_older_scope_header_too_when_told_to()
    {
        _fixture.Options.SendLegacyCompanyHeader = true;
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.Equal("Yc6hJ4nDg9Rf", Assert.Single(_fixture.Api.Calls).Header("x-ir-company-id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" id")]
    [InlineData("id\r\nX-Evil: 1")]
    [InlineData("şirket")]
    public async Task Sends_nothing_for_a_company_id_that_no_header_may_carry(string id)
    {
        var scope = new CompanyScope(id, new CallStatistics());

        var failure = await Assert.ThrowsAsync<KeepnetApiException>(() => _fixture.Client.SearchReportsAsync(scope, CancellationToken.None));

        Assert.Equal((KeepnetFailure.InvalidRequest, NextStep.GiveUp, id), (failure.Failure, failure.Next, failure.CompanyId));
        Assert.Empty(_fixture.Api.All);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Sends_nothing_for_a_report_id_that_would_be_another_path(string id)
    {
        var failure = await _fixture.FailureAsync(client => client.GetReportAsync(_fixture.Scope, id, CancellationToken.None));

        Assert.Equal(KeepnetFailure.InvalidRequest, failure.Failure);
        Assert.Empty(_fixture.Api.All);
    }

    [Fact]
    public async Task Percent_encodes_ids_in_paths()
    {
        _fixture.Expect("GET /api/executive-report/a%2F..%2Fb%3Fc", Answers.Data("""{"resourceId":"a/../b?c"}"""));

        await using var answer = await _fixture.RunAsync(client => client.GetReportAsync(_fixture.Scope, "a/../b?c", CancellationToken.None));

        Assert.Equal("a/../b?c", Assert.Single(answer.Items).ResourceId);
    }

    [Fact]
    public async Task Keeps_the_path_of_the_base_address()
    {
        _fixture.Options.BaseUrl = "https://gateway.example.test/keepnet/";
        _fixture.Api.Expect("POST /keepnet/connect/token", Answers.Token("one"));
        _fixture.Expect("POST /keepnet/api/executive-report/search", Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.Equal("gateway.example.test", _fixture.Api.All[^1].Uri.Host);
    }

    [Fact]
    public async Task Asks_for_widgets_with_ids_and_period()
    {
        _fixture.Expect("POST /api/executive-report/get-widget-datas", Answers.Data("""[{"resourceId":"Tg7mQ2vXw9Lc","widgetType":"X","chartType":"Line","name":"N"}]"""));

        await using var answer = await _fixture.RunAsync(client => client.GetWidgetDatasAsync(
            _fixture.Scope, ["Tg7mQ2vXw9Lc", "Hd2pF6kNb3Ve"], ReportPeriod.Default, CancellationToken.None));

        Assert.Equal("""{"widgetIds":["Tg7mQ2vXw9Lc","Hd2pF6kNb3Ve"],"datePeriod":"Last3Months"}""", Assert.Single(_fixture.Api.Calls).Body);
        var item = Assert.Single(answer.Items);
        Assert.Equal(("Tg7mQ2vXw9Lc", "X", "Line", "N"), (item.ResourceId, item.WidgetType, item.ChartType, item.Name));
    }

    [Fact]
    public async Task Never_asks_for_no_widgets()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _fixture.Client.GetWidgetDatasAsync(
            _fixture.Scope, [], ReportPeriod.Default, CancellationToken.None));

        Assert.Empty(_fixture.Api.All);
    }

    [Fact]
    public async Task Counts_calls_for_the_client_and_for_the_company()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throttled("1"), Answers.Empty(503), Answers.Json(Answers.NoReports));

        await _fixture.SearchReportsAsync();

        Assert.Equal((4L, 2L, 1L), Counts(_fixture.Client.Statistics));
        Assert.Equal((3L, 2L, 1L), Counts(_fixture.Scope.Statistics));

        static (long Calls, long Retries, long Throttled) Counts(CallStatistics statistics) =>
            (statistics.Calls, statistics.Retries, statistics.Throttled);
    }
}
