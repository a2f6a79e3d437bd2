using System.Text;

namespace Keepnet.Simulator;

/// <summary>A byte order mark alone tells how the body is encoded.</summary>
internal sealed class MarkedEncoding(FaultDice dice, Encoding encoding) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next)
    {
        var answer = next(call);
        return dice.Alters(call) ? answer with { Encoding = encoding, ContentType = answer.ContentType.Split(';')[0] } : answer;
    }
}
