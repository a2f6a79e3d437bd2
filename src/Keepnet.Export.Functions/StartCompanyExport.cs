using Keepnet.Export.Functions.Http;
using Keepnet.Export.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Keepnet.Export.Functions;

/// <summary>Starts a run of one company.</summary>
public sealed class StartCompanyExport(ExportRequests requests)
{
    [Function(nameof(StartCompanyExport))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "companies/{companyId}/exports")] HttpRequest request,
        CancellationToken cancellationToken) =>
        requests.ExportCompanyAsync(request.CompanyId(), request.ExportBody(), request.IdempotencyKey(), cancellationToken).ToResultAsync();
}
