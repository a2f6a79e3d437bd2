using Keepnet.Export.Queueing;

namespace Keepnet.Export.Tests.Queueing;

/// <summary>A queue as those see it who put messages in and those who take them out.</summary>
internal interface IQueueUnderTest
{
    IExportQueue Input { get; }

    IReadOnlyList<(ExportMessage Message, string Code)> DeadLetters { get; }

    /// <summary>The next message that is due now; null when there is none.</summary>
    Task<(ExportMessage Message, Delivery Delivery)?> ReceiveAsync();

    /// <summary>Settles the message received last.</summary>
    void Complete();

    void PutOff(TimeSpan delay);

    void PutAside(string code);
}
