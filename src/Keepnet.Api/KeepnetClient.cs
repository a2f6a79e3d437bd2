using System.Diagnostics.Metrics;
using System.Text.Json;
using Keepnet.Api.Authentication;
using Keepnet.Api.Companies;
using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Api.Telemetry;
using Keepnet.Api.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Keepnet.Api;

/// <summary>
/// The Keepnet REST API, as far as companies and executive reports go. Every method throws <see cref="KeepnetApiException"/>.
/// One instance serves any number of callers: they share the access token, the limits and the pauses the API asks for.
/// </summary>
public sealed partial class KeepnetClient
{
    /// <summary>Name of the HTTP client in the dependency container.</summary>
    public const string HttpClientName = "Keepnet";

    private readonly KeepnetApiOptions _options;
    private readonly ILogger<KeepnetClient> _logger;
    private readonly ApiFailures _failures;
    private readonly TokenSource _tokens;
    private readonly ApiSender _sender;

    /// <param name="http">Sends requests; must neither follow redirects nor add headers, and should decompress.</param>
    /// <param name="options">Validated settings.</param>
    /// <param name="credentials">Where the client credentials come from.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="logger">Told of retries.</param>
    /// <param name="meters">Makes the meter <see cref="KeepnetApiTelemetry.Name"/>; null for one of this client's own.</param>
    public KeepnetClient(
        HttpMessageInvoker http, IOptions<KeepnetApiOptions> options, IClientCredentialsSource credentials,
        TimeProvider time, ILogger<KeepnetClient> logger, IMeterFactory? meters = null)
    {
        _options = options.Value;
        _logger = logger;
        var redactor = new Redactor();
        var throttle = new Throttle(_options, time);
        var counter = new CallCounter(Statistics, new ApiMeter(meters, throttle));
        var retries = new RetryPipeline(_options, time, LogRetry);
        _failures = new ApiFailures(redactor, _options, time);
        var transport = new HttpTransport(http, _options, counter, _failures);
        var endpoint = new TokenEndpoint(transport, throttle, _failures, counter, redactor, _options, time);
        _tokens = new TokenSource(endpoint, credentials, retries, _failures, counter, time);
        _sender = new ApiSender(
            transport, _tokens, throttle, retries, new AnswerReceiver(_options), _failures, counter, _options, time);
    }

    /// <summary>Counts of all calls of this client, token calls included.</summary>
    public CallStatistics Statistics { get; } = new();

    /// <summary>Gets a token if there is none and tells what it says.</summary>
    public async Task<TokenIdentity> GetIdentityAsync(CancellationToken cancellationToken) =>
        (await _tokens.GetAsync(cancellationToken)).Identity;

    /// <summary><c>POST /api/companies/search</c>, page by page, nested companies included, each id once.</summary>
    public IAsyncEnumerable<Company> SearchCompaniesAsync(CancellationToken cancellationToken) =>
        SearchCompaniesAsync(LogWarning, cancellationToken);

    /// <inheritdoc cref="SearchCompaniesAsync(CancellationToken)"/>
    /// <param name="warn">Told of rows without an id and of lists that end early.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<Company> SearchCompaniesAsync(Action<string> warn, CancellationToken cancellationToken) =>
        new CompanyLister(_sender, _failures, _options, warn).ListAsync(cancellationToken);

    /// <summary><c>GET /api/companies/my</c>: a cheap look at the companies of the credentials, nested ones included.</summary>
    public async Task<IReadOnlyList<Company>> GetMyCompaniesAsync(CancellationToken cancellationToken)
    {
        await using var answer = await _sender.SendAsync(CompanySearch.My, cancellationToken);
        var rows = answer.Items.Select(item => new JsonRange(item.Offset, item.Length, JsonValueKind.Object));
        return [.. CompanyTree.Walk(answer.Source, rows, LogWarning).DistinctBy(company => company.Id, StringComparer.Ordinal)];
    }

    /// <summary><c>POST /api/executive-report/search</c>: the company's reports.</summary>
    public Task<JsonAnswer> SearchReportsAsync(CompanyScope scope, CancellationToken cancellationToken) =>
        _sender.SendAsync(ReportCalls.Search(scope), cancellationToken);

    /// <summary><c>GET /api/executive-report/{id}</c>: one report with layout and widget data.</summary>
    public Task<JsonAnswer> GetReportAsync(CompanyScope scope, string reportId, CancellationToken cancellationToken) =>
        _sender.SendAsync(ReportCalls.Report(scope, reportId), cancellationToken);

    /// <summary><c>GET /api/executive-report/metrics</c>: the company's widget catalogue, one item (an object).</summary>
    public Task<JsonAnswer> GetMetricsAsync(CompanyScope scope, CancellationToken cancellationToken) =>
        _sender.SendAsync(ReportCalls.Metrics(scope), cancellationToken);

    /// <summary>
    /// <c>POST /api/executive-report/get-widget-datas</c>: data of some widgets, in one call. A call for several that the API itself
    /// fails at (HTTP 500, or a success that says so) is tried again once only: one of them may be the cause.
    /// </summary>
    /// <exception cref="ArgumentException">No widget is asked for.</exception>
    public async Task<JsonAnswer> GetWidgetDatasAsync(
        CompanyScope scope, IReadOnlyList<string> widgetIds, ReportPeriod period, CancellationToken cancellationToken)
    {
        // What the API does without ids is anyone's guess.
        ArgumentOutOfRangeException.ThrowIfZero(widgetIds.Count);
        var needsIdentity = _options.SendDatesInDateFormat && period.From is not null;
        var identity = needsIdentity ? await GetIdentityAsync(cancellationToken) : new TokenIdentity();
        var body = WidgetDataRequest.Write(widgetIds, period, _options, identity);
        return await _sender.SendAsync(ReportCalls.WidgetDatas(scope, body, isBatch: widgetIds.Count > 1), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(LogLevel.Information, "Trying again in {Wait}: {Reason}")]
    private partial void LogRetry(TimeSpan? wait, string reason);

    private void LogRetry(KeepnetApiException failure) => LogRetry(failure.NextTryIn, failure.Message);
}
