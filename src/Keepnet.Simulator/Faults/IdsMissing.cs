using System.Text.Json.Nodes;

namespace Keepnet.Simulator;

internal sealed class IdsMissing(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Content is Envelope { Data: WidgetList { Items: [IReadOnlyCollection<string> { Count: 1 } item] } } envelope
            && dice.Alters(call)
                ? answer with { Content = envelope with { Data = new JsonText($"[{WithoutId(item.Single())}]") } }
                : answer;
    }

    private static string WithoutId(string widget)
    {
        var fields = JsonNode.Parse(widget)!.AsObject();
        fields.Remove("resourceId");
        return fields.ToJsonString(Json.Options);
    }
}
