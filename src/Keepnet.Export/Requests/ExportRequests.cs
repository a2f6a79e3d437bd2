using Keepnet.Export.Diagnostics;
using Keepnet.Export.Reading;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Settings;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Requests;

/// <summary>
/// The HTTP API, once for every head: one method per call. A head hands over what came and copies the answer to the wire; it
/// routes and authorizes, nothing else. No method throws but for cancellation.
/// </summary>
public sealed partial class ExportRequests
{
    private readonly RunStarter _starter;
    private readonly RunReader _runs;
    private readonly RunDispatcher _dispatcher;
    private readonly ExportReader _exports;
    private readonly Doctor _doctor;
    private readonly ExportOptions _options;
    private readonly ILogger<ExportRequests> _logger;

    internal ExportRequests(
        RunStarter starter, RunReader runs, RunDispatcher dispatcher, ExportReader exports, Doctor doctor, ExportOptions options, ILogger<ExportRequests> logger)
    {
        (_starter, _runs, _dispatcher, _exports, _doctor, _options, _logger) = (starter, runs, dispatcher, exports, doctor, options, logger);
    }

    /// <summary><c>POST /api/companies/{companyId}/exports</c>: 202, or 404 when the company is not listed.</summary>
    /// <param name="companyId">Decoded (<see cref="CompanyPath.IdOf"/>).</param>
    /// <param name="body">Optional <c>{"period":…}</c>.</param>
    /// <param name="idempotencyKey">The <c>Idempotency-Key</c> header; null when there is none.</param>
    /// <param name="cancellationToken">Ends the planning; no run is left behind then.</param>
    public Task<ApiAnswer> ExportCompanyAsync(string? companyId, RequestBody body, string? idempotencyKey, CancellationToken cancellationToken) =>
        AnswerAsync(async () =>
        {
            var (id, key) = (InputRules.CompanyId(companyId), InputRules.IdempotencyKey(idempotencyKey));
            var wish = await ExportWish.ReadAsync(id, body, cancellationToken);
            return Accepted(await _starter.StartAsync(wish, isOneCompany: true, key, cancellationToken));
        });

    /// <summary><c>POST /api/exports</c>: 202. An id that is not listed is a failed company of the run.</summary>
    /// <param name="body">Optional <c>{"companyIds":[…],"period":…}</c>.</param>
    /// <param name="idempotencyKey">The <c>Idempotency-Key</c> header; null when there is none.</param>
    /// <param name="cancellationToken">Ends the planning; no run is left behind then.</param>
    public Task<ApiAnswer> ExportAsync(RequestBody body, string? idempotencyKey, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var key = InputRules.IdempotencyKey(idempotencyKey);
        var wish = await ExportWish.ReadAsync(body, cancellationToken);
        return Accepted(await _starter.StartAsync(wish, isOneCompany: false, key, cancellationToken));
    });

    /// <summary><c>GET /api/exports/{runId}</c>: 200 with a <see cref="RunDocument"/>, or 404.</summary>
    public Task<ApiAnswer> GetRunAsync(string runId, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var run = await _runs.ReadAsync(runId, cancellationToken);
        return run.Finished ? ApiAnswer.Of(200, run) : ApiAnswer.Of(200, run, ("Retry-After", RetryAfter.Text(RetryAfter.Accepted)));
    });

    /// <summary>
    /// <c>POST /api/exports/{runId}/retry</c>: 202 with the number of failed and partial companies that are exported again, which
    /// may be 0. A run that stopped goes on with the companies it has not reached.
    /// </summary>
    public Task<ApiAnswer> RetryRunAsync(string runId, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var plan = await _runs.RequirePlanAsync(runId, cancellationToken);
        return Accepted(plan, await _dispatcher.RetryAsync(plan, cancellationToken));
    });

    /// <summary><c>GET /api/exports?limit=</c>: 200 with a <see cref="RunsDocument"/>.</summary>
    /// <param name="limit">The query value, 1 to 100; null for 20.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public Task<ApiAnswer> ListRunsAsync(string? limit, CancellationToken cancellationToken) =>
        AnswerAsync(async () => ApiAnswer.Of(200, await _runs.ListAsync(InputRules.Limit(limit), cancellationToken)));

    /// <summary><c>GET /api/companies/{companyId}/exports/latest?period=</c>: 200 with the manifest as it is in the store, or 404 <c>noExport</c>.</summary>
    /// <param name="companyId">Decoded (<see cref="CompanyPath.IdOf"/>).</param>
    /// <param name="period">The query value; null for the period that is set.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public Task<ApiAnswer> GetLatestAsync(string? companyId, string? period, CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var id = InputRules.CompanyId(companyId);
        var folder = InputRules.Period(period ?? _options.Period).ToString();
        return await _exports.FindNewestAsync(id, folder, cancellationToken) is { } export
            ? ApiAnswer.Raw(export.ManifestJson)
            : throw new RequestException(404, ProblemCodes.NoExport, $"There is no export of company {id} for the period {folder} yet.");
    });

    /// <summary><c>GET /api/health</c>: 200 or 503 with a <see cref="DoctorReport"/> of the checks that are cheap.</summary>
    public Task<ApiAnswer> CheckHealthAsync(CancellationToken cancellationToken) => AnswerAsync(async () =>
    {
        var report = await _doctor.CheckHealthAsync(cancellationToken);
        return ApiAnswer.Of(report.Healthy ? 200 : 503, report);
    });

    /// <summary><c>GET /api/openapi.json</c>: 200 with the description of these calls.</summary>
    public static ApiAnswer DescribeApi() => ApiAnswer.Raw(OpenApiDescription.Json);

    private static ApiAnswer Accepted(RunPlan plan, int? companies = null)
    {
        var location = $"/api/exports/{plan.RunId}";
        var run = new AcceptedRun { RunId = plan.RunId, Period = plan.Period, Companies = companies ?? plan.Expected, Location = location };
        return ApiAnswer.Of(202, run, ("Location", location), ("Retry-After", RetryAfter.Text(RetryAfter.Accepted)));
    }

    private async Task<ApiAnswer> AnswerAsync(Func<Task<ApiAnswer>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return FailureAnswers.TryOf(exception) ?? Unexpected(exception);
        }
    }

    private ApiAnswer Unexpected(Exception exception)
    {
        LogUnexpected(Unforeseen.Trace(exception));
        return ApiAnswer.Error(500, ProblemCodes.InternalError, "This is a fault of the program; its log says more.");
    }

    [LoggerMessage(LogLevel.Error, "A request could not be served: {Trace}")]
    private partial void LogUnexpected(string trace);
}
