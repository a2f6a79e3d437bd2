using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Summaries;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Keepnet.Export.Cli.Display;

/// <summary>A progress bar with companies done, rate, bytes and time left.</summary>
internal sealed class BarDisplay(Terminal terminal) : RunDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public override Task<RunSummary> WatchAsync(RunMonitor monitor, Func<Task<RunSummary>> run) => terminal.Error.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new FiguresColumn(monitor))
        .StartAsync(async context =>
        {
            var bar = context.AddTask("Listing companies");
            bar.IsIndeterminate = true;
            monitor.Planned += plan => (bar.Description, bar.MaxValue, bar.IsIndeterminate) = ("Exporting", Math.Max(plan.Expected, 1), false);
            var running = run();
            using var timer = new PeriodicTimer(Refresh);
            while (!running.IsCompleted)
            {
                bar.Value = monitor.Companies.Done;
                await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask());
            }

            bar.Value = monitor.Companies.Done;
            return await running;
        });

    private sealed class FiguresColumn(RunMonitor monitor) : ProgressColumn
    {
        private int? _before;

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var counts = monitor.Companies;
            if (counts.Expected == 0)
            {
                return Text.Empty;
            }

            // Companies that an earlier process did would pass for a rate nobody keeps up.
            _before ??= counts.Done;
            return new Text(FiguresText.Of(counts, counts.Done - _before.Value, monitor.Bytes, task.ElapsedTime ?? TimeSpan.Zero));
        }
    }
}
