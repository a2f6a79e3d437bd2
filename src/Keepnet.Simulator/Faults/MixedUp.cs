namespace Keepnet.Simulator;

internal sealed class MixedUp(FaultSetup setup) : IFault
{
    private readonly string[] _companyIds = [.. setup.Data.OpenCompanies().Take(2).Select(company => company.Id)];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        next(call.IsExecutiveReport && _companyIds is [var first, var second] && call.CompanyId == second && setup.Dice.Alters(call)
            ? call with { CompanyId = first }
            : call);
}
