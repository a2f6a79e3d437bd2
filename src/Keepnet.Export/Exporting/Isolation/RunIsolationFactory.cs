using Keepnet.Api;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Publishing;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Makes the isolation check of each run.</summary>
internal sealed class RunIsolationFactory(KeepnetClient client, IExportStore store, RunJournal journal, ExportWithdrawal withdrawal, WidgetBatches batches)
{
    private readonly Roster _roster = new(store);

    public RunIsolation Create(RunPlan plan) => new(plan, client, _roster, journal, withdrawal, batches);
}
