using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Starts a run of all companies, or of those the body names.</summary>
public sealed class StartExports(ExportRequests requests)
{
    [Function(nameof(StartExports))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "exports")] HttpRequest request, CancellationToken cancellationToken) =>
        requests.ExportAsync(request.ExportBody(), request.IdempotencyKey(), cancellationToken).ToResultAsync();
}
