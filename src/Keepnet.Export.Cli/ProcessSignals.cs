using System.Runtime.InteropServices;

namespace Keepnet.Export.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation; the second one ends the process at once.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly CancellationTokenSource _canceled = new();
    private readonly PosixSignalRegistration[] _registrations;

    public ProcessSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => On(context, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => On(context, ExitCodes.Terminated)),
    ];

    public CancellationToken Token => _canceled.Token;

    /// <summary>The exit code the signal asks for; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>As if a signal had come.</summary>
    public void Cancel(int exitCode)
    {
        ExitCode ??= exitCode;
        _canceled.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _canceled.Dispose();
    }

    private void On(PosixSignalContext context, int exitCode)
    {
        // Left uncanceled, the second signal does what it always does.
        context.Cancel = ExitCode is null;
        Cancel(exitCode);
    }
}
