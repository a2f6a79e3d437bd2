namespace Keepnet.Simulator;

internal sealed class Cut(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.IsSuccess && dice.Harms(call)
            ? answer with { Delivery = dice.Pick(call, [Delivery.Cut, Delivery.CutChunked]) }
            : answer;
    }
}
