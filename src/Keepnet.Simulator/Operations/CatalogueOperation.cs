namespace Keepnet.Simulator;

/// <summary>The widget catalogue of the scoped company. The API documents 201 for this GET.</summary>
internal sealed class CatalogueOperation(TenantData data) : IOperation
{
    public Operation Name => Operation.Catalogue;

    public string Method => "GET";

    public string Route => "/api/executive-report/metrics";

    public Answer Answer(ApiCall call) =>
        Simulator.Answer.Success(new JsonText(data.RenderCatalogue(call.CompanyId!)), status: 201);
}
