namespace Keepnet.Simulator;

/// <summary>As if new companies came in at the front all the time: no row is lost, some come twice.</summary>
internal sealed class PageDrift(FaultDice dice) : IFault
{
    private const int RowsPerPage = 2;

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        next(call.Operation is Operation.CompanySearch && dice.Alters(call) ? call with { Drift = RowsPerPage } : call);
}
