namespace Keepnet.Simulator;

/// <summary>The reseller and its customers as a tree.</summary>
internal sealed class MyCompaniesOperation(TenantData data) : IOperation
{
    public Operation Name => Operation.MyCompanies;

    public string Method => "GET";

    public string Route => "/api/companies/my";

    public Answer Answer(ApiCall call) => Simulator.Answer.Success(new JsonText(data.CompanyJson.MyCompanies()));
}
