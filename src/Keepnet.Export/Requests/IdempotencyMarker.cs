namespace Keepnet.Export.Requests;

/// <summary>What an <c>Idempotency-Key</c> stands for; a small file in the store, so that it outlives the process.</summary>
internal sealed record IdempotencyMarker
{
    public int Schema { get; init; } = 1;

    public required string RunId { get; init; }

    /// <summary>Lower-case hex SHA-256 of what the request asked for.</summary>
    public required string RequestSha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
