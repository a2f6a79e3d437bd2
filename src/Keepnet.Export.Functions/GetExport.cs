using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Tells how a run stands.</summary>
public sealed class GetExport(ExportRequests requests)
{
    [Function(nameof(GetExport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "exports/{runId}")] HttpRequest request,
        string runId,
        CancellationToken cancellationToken) =>
        requests.GetRunAsync(runId, cancellationToken).ToResultAsync();
}
