using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Hands out the manifest of a company's newest export.</summary>
public sealed class GetLatestExport(ExportRequests requests)
{
    [Function(nameof(GetLatestExport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "companies/{companyId}/exports/latest")] HttpRequest request,
        CancellationToken cancellationToken) =>
        requests.GetLatestAsync(request.CompanyId(), request.QueryValue("period"), cancellationToken).ToResultAsync();
}
