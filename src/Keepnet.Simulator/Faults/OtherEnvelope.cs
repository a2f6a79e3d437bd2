namespace Keepnet.Simulator;

internal sealed class OtherEnvelope(FaultDice dice, EnvelopeShape shape) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return answer.Content is Envelope envelope && dice.Alters(call)
            ? answer with { Content = envelope with { Shape = shape } }
            : answer;
    }
}
