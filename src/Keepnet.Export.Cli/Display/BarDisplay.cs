using System.Globalization;
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
            // The bar counts this process's share: companies done before would pass for a rate nobody keeps up.
            var before = 0;
            monitor.Planned += plan =>
            {
                before = monitor.Companies.Done;
                (bar.Description, bar.MaxValue, bar.IsIndeterminate) = ("Exporting", Math.Max(plan.Expected - before, 1), false);
            };
            var running = run();
            using var timer = new PeriodicTimer(Refresh);
            while (!running.IsCompleted)
            {
                bar.Value = monitor.Companies.Done - before;
                await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask());
            }

            bar.Value = monitor.Companies is { Expected: 0 } ? bar.MaxValue : monitor.Companies.Done - before;
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

            _before ??= counts.Done;
            var rate = (counts.Done - _before) / Math.Max(task.ElapsedTime?.TotalSeconds ?? 0, 0.1);
            var failed = counts.Failed + counts.Partial > 0 ? $", {counts.Failed} failed, {counts.Partial} partial" : "";
            return new Text(string.Create(CultureInfo.InvariantCulture, $"{counts.Done}/{counts.Expected}{failed}, {rate:0.#}/s, {ByteText.Of(monitor.Bytes)}"));
        }
    }
}
