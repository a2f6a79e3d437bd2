namespace Keepnet.Simulator;

internal sealed class SingleWidgets(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Content is Envelope { Data: WidgetList { Items.Count: > 1 } } && dice.Alters(call)
            ? Answer.InputError("WidgetIds must hold one id")
            : answer;
    }
}
