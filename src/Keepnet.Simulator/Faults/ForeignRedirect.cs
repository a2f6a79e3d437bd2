namespace Keepnet.Simulator;

/// <summary>A client that follows takes its token to somebody else.</summary>
internal sealed class ForeignRedirect(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) => call.Operation is not Operation.Token && dice.Alters(call)
        ? Answer.Html(307, "Moved") with { Location = "https://elsewhere.example/" }
        : next(call);
}
