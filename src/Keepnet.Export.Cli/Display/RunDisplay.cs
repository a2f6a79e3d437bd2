using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Cli.Display;

/// <summary>Shows on standard error how a run gets on.</summary>
internal abstract class RunDisplay
{
    /// <summary>Progress bars on a terminal that can draw them, plain lines elsewhere.</summary>
    public static RunDisplay For(Terminal terminal) => terminal.Error.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true }
        ? new BarDisplay(terminal)
        : new LineDisplay(terminal);

    public abstract Task<RunSummary> WatchAsync(RunMonitor monitor, Func<Task<RunSummary>> run);
}
