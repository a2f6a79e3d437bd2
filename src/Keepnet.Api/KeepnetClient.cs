using Keepnet.Api.Authentication;
using Keepnet.Api.Companies;
using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Api.Transport;

namespace Keepnet.Api;

/// <summary>The Keepnet REST API, as far as companies and executive reports go. Every method throws <see cref="KeepnetApiException"/>.</summary>
public sealed class KeepnetClient
{
    /// <summary>Counts of all calls of this client, token calls included.</summary>
    public CallStatistics Statistics { get; } = new();

    /// <summary>Gets a token if there is none and tells what it says.</summary>
    public Task<TokenIdentity> GetIdentityAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary><c>POST /api/companies/search</c>, page by page, nested companies included, each id once.</summary>
    public IAsyncEnumerable<Company> SearchCompaniesAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary><c>POST /api/executive-report/search</c>: the company's reports.</summary>
    public Task<JsonAnswer> SearchReportsAsync(CompanyScope scope, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary><c>GET /api/executive-report/{id}</c>: one report with layout and widget data.</summary>
    public Task<JsonAnswer> GetReportAsync(CompanyScope scope, string reportId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary><c>GET /api/executive-report/metrics</c>: the company's widget catalogue, one item (an object).</summary>
    public Task<JsonAnswer> GetMetricsAsync(CompanyScope scope, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary><c>POST /api/executive-report/get-widget-datas</c>: data of some widgets, in one call.</summary>
    public Task<JsonAnswer> GetWidgetDatasAsync(
        CompanyScope scope, IReadOnlyList<string> widgetIds, ReportPeriod period, CancellationToken cancellationToken) => throw new NotImplementedException();
}
