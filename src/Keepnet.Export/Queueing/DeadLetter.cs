using Keepnet.Export.Exporting;

namespace Keepnet.Export.Queueing;

/// <summary>A message that was put aside for good.</summary>
internal sealed record DeadLetter(ExportMessage Message, ExportFailure Failure);
