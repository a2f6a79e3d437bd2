using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Exports the failed and partial companies of a run again.</summary>
public sealed class RetryExport(ExportRequests requests)
{
    [Function(nameof(RetryExport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "exports/{runId}/retry")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken) =>
        requests.RetryRunAsync(runId, cancellationToken).ToResultAsync();
}
