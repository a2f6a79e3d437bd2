namespace Keepnet.Simulator;

/// <summary>A company that is listed and yet cannot be read.</summary>
internal sealed class LostCompany(FaultSetup setup, int status) : IFault
{
    private readonly string? _companyId = setup.Data.OpenCompanies().FirstOrDefault()?.Id;

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        if (!call.IsExecutiveReport || call.CompanyId is null || call.CompanyId != _companyId || !setup.Dice.Alters(call))
            return next(call);
        return Answer.Failure(status, "FAILED", status == 404 ? "Company not found" : "The company is not managed by this reseller");
    }
}
