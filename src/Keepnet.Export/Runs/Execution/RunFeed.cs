using System.Runtime.CompilerServices;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Planning;
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
        var (company, now) = (planned.Company, time.GetUtcNow());
        if (!planned.IsListed)
        {
            return JournalEntry.Failed(company.Id, company.Name, new ExportFailure(FailureCodes.NotFound, CompanyNotListedException.Words(company.Id)), now);
        }

        return filter.ReasonToSkip(company) is not { } reason ? null : new JournalEntry
        {
            CompanyId = company.Id,
            CompanyName = company.Name,
            Outcome = ExportOutcome.Skipped,
            Reason = reason,
            StartedAt = now,
            FinishedAt = now,
        };
    }
}
