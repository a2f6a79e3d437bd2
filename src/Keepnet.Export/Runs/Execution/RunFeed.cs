using System.Runtime.CompilerServices;
using Keepnet.Export.Companies;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;
using Keepnet.Export.Telemetry;

namespace Keepnet.Export.Runs.Execution;

/// <summary>Turns a plan into messages, one per company that still has to be exported.</summary>
internal sealed class RunFeed(IExportStore store, RunJournal journal, ExportTelemetry telemetry, TimeProvider time)
{
    private readonly Roster _roster = new(store);

    /// <summary>
    /// A message per company without an outcome. Companies that a filter leaves out, or that are not listed, need no message:
    /// they are journalled on the way.
    /// </summary>
    /// <param name="plan">The run.</param>
    /// <param name="before">What its journal said.</param>
    /// <param name="ended">Told of the companies that were journalled on the way.</param>
    /// <param name="cancellationToken">Ends the feed.</param>
    public async IAsyncEnumerable<ExportMessage> ReadAsync(
        RunPlan plan, JournalDigest before, Action<JournalEntry> ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new CompanyFilter(plan.Filters);
        await foreach (var planned in _roster.ReadAsync(plan.RunId, cancellationToken))
        {
            if (before.Outcomes.ContainsKey(planned.Company.Id))
            {
                continue;
            }

            if (EndedUnasked(planned, filter) is { } entry)
            {
                await journal.AppendAsync(plan.RunId, entry, cancellationToken);
                telemetry.CompanyEnded(entry, plan.Trigger);
                ended(entry);
            }
            else
            {
                yield return ExportMessage.Of(plan, planned.Company.Id, planned.Company.Name, attempt: 1);
            }
        }
    }

    private JournalEntry? EndedUnasked(PlannedCompany planned, CompanyFilter filter)
    {
        var (outcome, code, reason) = planned.IsListed
            ? (ExportOutcome.Skipped, null, filter.ReasonToSkip(planned.Company))
            : (ExportOutcome.Failed, FailureCodes.NotFound, $"Company {planned.Company.Id} is not among the companies these credentials manage. Check the id: upper and lower case count.");
        return reason is null ? null : new JournalEntry
        {
            CompanyId = planned.Company.Id,
            CompanyName = planned.Company.Name,
            Outcome = outcome,
            Code = code,
            Reason = reason,
            StartedAt = time.GetUtcNow(),
            FinishedAt = time.GetUtcNow(),
        };
    }
}
