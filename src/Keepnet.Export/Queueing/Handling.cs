using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Queueing;

/// <summary>What should happen to a company's message after it was handled.</summary>
internal abstract record Handling
{
    private Handling()
    {
    }

    /// <summary>The company is accounted for: the message is done.</summary>
    /// <param name="Entry">As journalled.</param>
    /// <param name="WasThere">True when the export was there already and only its journal line was missing.</param>
    public sealed record Completed(JournalEntry Entry, bool WasThere = false) : Handling;

    /// <summary>The company is accounted for as failed for good: the message is put aside with code and reason.</summary>
    public sealed record DeadLettered(JournalEntry Entry, ExportFailure Failure) : Handling;

    /// <summary>A passing failure: the message should come again after a while. Throttling spends no delivery.</summary>
    public sealed record Later(TimeSpan Delay, ExportFailure Failure, bool SpendsDelivery) : Handling;

    /// <summary>A person has to mend something; no other company would fare better.</summary>
    public sealed record Stopped(ExportFailure Failure) : Handling;
}
