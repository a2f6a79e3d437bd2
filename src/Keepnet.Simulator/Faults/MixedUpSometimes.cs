namespace Keepnet.Simulator;

/// <summary>Some answers are another company's, whichever; the same question asked again is likely answered rightly.</summary>
internal sealed class MixedUpSometimes(FaultSetup setup) : IFault
{
    private const int Companies = 64;

    private readonly string[] _companyIds = [.. setup.Data.OpenCompanies().Take(Companies).Select(company => company.Id)];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        if (!call.IsExecutiveReport || _companyIds.Length < 2 || !setup.Dice.Alters(call))
            return next(call);
        return next(call with { CompanyId = setup.Dice.Pick(call, _companyIds) });
    }
}
