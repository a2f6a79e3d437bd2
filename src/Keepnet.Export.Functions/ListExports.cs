using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Lists the newest runs.</summary>
public sealed class ListExports(ExportRequests requests)
{
    [Function(nameof(ListExports))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "exports")] HttpRequest request, CancellationToken cancellationToken) =>
        requests.ListRunsAsync(request.QueryValue("limit"), cancellationToken).ToResultAsync();
}
