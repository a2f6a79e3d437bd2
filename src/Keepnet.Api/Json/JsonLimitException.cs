namespace Keepnet.Api.Json;

/// <summary>JSON text that may be valid but exceeds a limit that protects the reader.</summary>
public sealed class JsonLimitException(string message, JsonLimit limit = JsonLimit.Token) : Exception(message)
{
    /// <summary>Which limit.</summary>
    public JsonLimit Limit { get; } = limit;
}
