using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Journal;

/// <summary>What interrupted processes spent on a run and no company's line tells, so that its summary counts it all the same.</summary>
internal sealed class RunInterruptions(IExportStore store, TimeProvider time)
{
    // Whoever interrupts a run does not want to wait for a store that is out of order.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Notes an interruption, as far as the store takes it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="outcome">Stopped or canceled.</param>
    /// <param name="code">One of <see cref="FailureCodes"/>.</param>
    /// <param name="spent">Calls that neither the plan nor the journal counts.</param>
    public async Task AddAsync(string runId, RunOutcome outcome, string code, ApiCounts spent)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var line = new RunInterruption
        {
            At = time.GetUtcNow(),
            Outcome = outcome,
            Code = code,
            Calls = spent.Calls,
            Retries = spent.Retries,
            Throttled = spent.Throttled,
        };
        try
        {
            await store.AppendLineAsync(StorePaths.Interruptions(runId), ExportJson.Line(line), patience.Token);
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException)
        {
            // The end that is being told matters more than a count.
        }
    }

    /// <summary>What all interrupted processes of a run spent.</summary>
    public async Task<ApiCounts> SpentAsync(string runId, CancellationToken cancellationToken)
    {
        var spent = new ApiCounts();
        await foreach (var line in NdjsonReader.ReadAsync(store, StorePaths.Interruptions(runId), cancellationToken))
        {
            // One that was cut off by a crash tells nothing.
            if (ExportJson.TryRead<RunInterruption>(line.Span) is { } interruption)
            {
                spent += new ApiCounts { Calls = interruption.Calls, Retries = interruption.Retries, Throttled = interruption.Throttled };
            }
        }

        return spent;
    }
}
