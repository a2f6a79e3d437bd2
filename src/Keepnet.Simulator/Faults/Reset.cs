namespace Keepnet.Simulator;

internal sealed class Reset(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        dice.Harms(call) ? Answer.Html(503, "Gone") with { Delivery = Delivery.Reset } : next(call);
}
