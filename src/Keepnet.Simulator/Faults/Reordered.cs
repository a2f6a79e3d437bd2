namespace Keepnet.Simulator;

internal sealed class Reordered(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Content is Envelope { Data: WidgetList { Items.Count: > 1 } widgets } envelope && dice.Alters(call)
            ? answer with { Content = envelope with { Data = new WidgetList([.. widgets.Items.Skip(1).Reverse()]) } }
            : answer;
    }
}
