using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Tells what the exporter can reach; behind a key, because it names what is wrong.</summary>
public sealed class Health(ExportRequests requests)
{
    [Function(nameof(Health))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        requests.CheckHealthAsync(cancellationToken).ToResultAsync();
}
