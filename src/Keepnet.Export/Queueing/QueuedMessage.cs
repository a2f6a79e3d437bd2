namespace Keepnet.Export.Queueing;

/// <summary>A message as it is delivered.</summary>
internal sealed record QueuedMessage(ExportMessage Message, Delivery Delivery);
