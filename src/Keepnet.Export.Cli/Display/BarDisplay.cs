using Keepnet.Export.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Keepnet.Export.Cli.Display;

/// <summary>A progress bar with companies done, rate, bytes and time left.</summary>
internal sealed class BarDisplay(Terminal terminal) : RunDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    public override Task<RunSummary> WatchAsync(RunMonitor monitor, Func<Task<RunSummary>> run) => terminal.Error.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new FiguresColumn(monitor), new RemainingTimeColumn())
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
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var counts = monitor.Companies;
            var seconds = Math.Max(task.ElapsedTime?.TotalSeconds ?? 0, 0.1);
            var rate = (counts.Done / seconds).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
            var failed = counts.Failed + counts.Partial > 0 ? $", {counts.Failed} failed, {counts.Partial} partial" : "";
            return new Text($"{counts.Done}/{counts.Expected}{failed}, {rate}/s, {ByteText.Of(monitor.Bytes)}");
        }
    }
}
