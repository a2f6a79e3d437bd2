namespace Keepnet.Api.Json;

/// <summary>The temporary file of a large answer cannot be created, written or read, for example because the disk is full.</summary>
public sealed class SpoolException(string message, Exception innerException) : IOException(message, innerException);
