namespace Keepnet.Simulator;

/// <summary>Tokens are issued and of no use.</summary>
internal sealed class Refusal(FaultDice dice, int status, string name) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        call.Operation is not Operation.Token && dice.Alters(call) ? Answer.Failure(status, name, "Access denied") : next(call);
}
