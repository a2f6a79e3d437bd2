namespace Keepnet.Api.Json;

/// <summary>JSON text that may be valid but exceeds a limit that protects the reader. The message ends without a full stop: sentences are made of it.</summary>
public sealed class JsonLimitException(string message) : Exception(message);
