namespace Keepnet.Simulator;

internal sealed class ScopeIgnored(FaultSetup setup) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        next(call.IsExecutiveReport && setup.Dice.Alters(call) ? call with { CompanyId = setup.Data.Reseller.Id } : call);
}
