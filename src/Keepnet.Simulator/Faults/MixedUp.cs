namespace Keepnet.Simulator;

/// <summary>One of the first two open companies gets the other one's answers.</summary>
/// <param name="setup">What the fault is made from.</param>
/// <param name="victim">0 or 1: which of the two.</param>
internal sealed class MixedUp(FaultSetup setup, int victim) : IFault
{
    private readonly string[] _companyIds = [.. setup.Data.OpenCompanies().Take(2).Select(company => company.Id)];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        next(call.IsExecutiveReport && _companyIds.Length == 2 && call.CompanyId == _companyIds[victim] && setup.Dice.Alters(call)
            ? call with { CompanyId = _companyIds[1 - victim] }
            : call);
}
