namespace Keepnet.Simulator;

/// <summary>The status line says success, the envelope does not.</summary>
internal sealed class FailedIn200(FaultDice dice) : IFault
{
    private static readonly Envelope[] Failures =
    [
        new("FAILED") { Message = "The operation failed" },
        new("FAILED") { Message = "The operation failed", Shape = EnvelopeShape.IsSuccess },
        new("INTERNAL_SERVER_ERROR") { Message = "An error occurred" },
    ];

    public Answer Apply(ApiCall call, Func<ApiCall, Answer> next) =>
        call.Operation is not Operation.Token && dice.Harms(call)
            ? new Answer { Content = dice.Pick(call, Failures) }
            : next(call);
}
