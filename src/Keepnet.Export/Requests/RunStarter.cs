using Keepnet.Api.Reports;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Requests;

/// <summary>Starts the run that a request wants; the run of an earlier request if both have the same <c>Idempotency-Key</c>.</summary>
internal sealed class RunStarter(RunDispatcher dispatcher, RunCatalog runs, IdempotencyKeys keys, ExportOptions options, TimeProvider time) : IDisposable
{
    // How long another process may take to list the companies before its request counts as lost.
    private static readonly TimeSpan PlanningTime = TimeSpan.FromMinutes(10);

    // One request after the other: two with one key wait for each other, and listing companies twice at once gains nothing.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="RequestException">The key was used for another request, or another process works on it.</exception>
    /// <exception cref="CompanyNotListedException">The one company asked for is not listed; no run is left behind.</exception>
    public async Task<RunPlan> StartAsync(ExportWish wish, bool isOneCompany, string? key, CancellationToken cancellationToken)
    {
        var request = RequestFor(wish, isOneCompany, time.GetUtcNow());
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return key is null
                ? await dispatcher.StartAsync(request, cancellationToken)
                : await StartOnceAsync(request, key, TextOf(wish, isOneCompany), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<RunPlan> StartOnceAsync(RunRequest request, string key, string text, CancellationToken cancellationToken)
    {
        var marker = await keys.TakeAsync(key, text, request.RunId, cancellationToken);
        if (marker.RunId != request.RunId)
        {
            await RequirePlannedAsync(marker, cancellationToken);
        }

        try
        {
            return await dispatcher.StartAsync(request with { RunId = marker.RunId }, cancellationToken);
        }
        catch when (marker.RunId == request.RunId)
        {
            await GiveBackUnlessPlannedAsync(key, marker.RunId);
            throw;
        }
    }

    // Listing the companies twice at the same time for one run could tear its plan.
    private async Task RequirePlannedAsync(IdempotencyMarker marker, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - marker.CreatedAt < PlanningTime && await runs.FindPlanAsync(marker.RunId, cancellationToken) is null)
        {
            throw new RequestException(
                409, ProblemCodes.Conflict, "A request with this Idempotency-Key is being worked on; repeat it in a moment.", RetryAfter.Accepted);
        }
    }

    // Even a canceled request gives its key back.
    private async Task GiveBackUnlessPlannedAsync(string key, string runId)
    {
        if (await runs.FindPlanAsync(runId, CancellationToken.None) is null)
        {
            await keys.GiveBackAsync(key, CancellationToken.None);
        }
    }

    private RunRequest RequestFor(ExportWish wish, bool isOneCompany, DateTimeOffset now) => new()
    {
        RunId = RunId.Create(RunTrigger.Request, now),
        Trigger = RunTrigger.Request,
        RequestedAt = now,
        Period = wish.Period ?? (ReportPeriod.TryParse(options.Period, out var set) ? set : ReportPeriod.Default),
        Filters = options.Companies.ToFilters(wish.CompanyIds ?? []),
        MustBeListed = isOneCompany,
    };

    // What makes two requests the same. An id has no control character, so nothing runs together.
    private static string TextOf(ExportWish wish, bool isOneCompany) => string.Join('\n', [
        isOneCompany ? "company" : "companies",
        wish.Period?.ToString() ?? "",
        .. wish.CompanyIds?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()]);
}
