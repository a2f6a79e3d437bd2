namespace Keepnet.Api.Json;

/// <summary>JSON text that may be valid but exceeds a limit that protects the reader.</summary>
public sealed class JsonLimitException(string message) : Exception(message);
