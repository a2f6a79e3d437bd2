namespace Keepnet.Simulator;

internal sealed class ServerErrors(FaultDice dice) : IFault
{
    private static readonly Answer[] Errors =
    [
        Answer.Failure(500, "INTERNAL_SERVER_ERROR", "An error occurred"),
        Answer.Html(502, "Bad gateway"),
        Answer.Html(503, "Down for maintenance"),
        Answer.Html(504, "Gateway time-out"),
    ];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        dice.Harms(call) ? dice.Pick(call, Errors) : next(call);
}
