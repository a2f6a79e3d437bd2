namespace Keepnet.Simulator;

internal sealed class Slow(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Delivery is Delivery.Whole && dice.Alters(call) ? answer with { Delivery = Delivery.Slow } : answer;
    }
}
