namespace Keepnet.Simulator;

/// <summary>One widget more than asked for, and one of those asked for twice.</summary>
internal sealed class Doubled(FaultDice dice) : IFault
{
    private static readonly string[] Stray = ["""{"resourceId":"stray","name":"Nobody asked for it","widgetDatas":[]}"""];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Content is Envelope { Data: WidgetList { Items.Count: > 1 } widgets } envelope && dice.Alters(call)
            ? answer with { Content = envelope with { Data = new WidgetList([.. widgets.Items, widgets.Items[0], Stray]) } }
            : answer;
    }
}
