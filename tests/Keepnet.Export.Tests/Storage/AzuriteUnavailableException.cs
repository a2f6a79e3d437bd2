namespace Keepnet.Export.Tests.Storage;

/// <summary>The Blob Storage emulator cannot run here; the message says why.</summary>
public sealed class AzuriteUnavailableException(string message) : Exception(message);
