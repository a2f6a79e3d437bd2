namespace Keepnet.Simulator;

internal sealed class PoisonWidget(FaultDice dice, string widgetId) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        call.Operation is Operation.WidgetData && call.Body.Contains($"\"{widgetId}\"", StringComparison.Ordinal) && dice.Alters(call)
            ? Answer.Failure(500, "INTERNAL_SERVER_ERROR", "An error occurred")
            : next(call);
}
