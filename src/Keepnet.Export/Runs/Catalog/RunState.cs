using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Catalog;

/// <summary>How a run stands: finished with a summary, or going on with what its journal says.</summary>
/// <param name="Summary">Null while companies are without an outcome or are being exported again.</param>
/// <param name="Journal">Read only when there is no summary to go by.</param>
internal sealed record RunState(RunSummary? Summary, JournalDigest? Journal);
