namespace Keepnet.Simulator;

internal sealed class GoneReport(FaultDice dice) : IFault
{
    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        call.Operation is Operation.ReportDetail && call.ReportId != ReportFactory.BuiltInId && dice.Alters(call)
            ? Answer.NotFound("Executive report not found")
            : next(call);
}
