using System.Runtime.InteropServices;

namespace Keepnet.Export.Cli;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation; the second one ends the process at once.</summary>
internal sealed class ProcessSignals : IDisposable
{
    // Wrappers such as timeout(1) send a signal to the process and to its group: that is one wish, not two.
    private static readonly TimeSpan OneWish = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _canceled = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _time;
    private long _firstAt;

    public ProcessSignals(TimeProvider time)
    {
        _time = time;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => On(context, ExitCodes.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => On(context, ExitCodes.Terminated)),
        ];
    }

    public CancellationToken Token => _canceled.Token;

    /// <summary>The exit code the signal asks for; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Takes note of a signal.</summary>
    /// <returns>Whether the program goes on to its orderly end; false when the signal should end it at once.</returns>
    public bool Cancel(int exitCode)
    {
        if (ExitCode is not null)
        {
            return _time.GetElapsedTime(_firstAt) < OneWish;
        }

        (ExitCode, _firstAt) = (exitCode, _time.GetTimestamp());
        _canceled.Cancel();
        return true;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _canceled.Dispose();
    }

    private void On(PosixSignalContext context, int exitCode) => context.Cancel = Cancel(exitCode);
}
