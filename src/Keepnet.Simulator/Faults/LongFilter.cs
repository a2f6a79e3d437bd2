namespace Keepnet.Simulator;

internal sealed class LongFilter(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        call.Operation is Operation.CompanySearch && !call.Body.Contains("FilterGroups", StringComparison.OrdinalIgnoreCase) && dice.Alters(call)
            ? Answer.InputError("Filter is not valid")
            : next(call);
}
