using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Where one JSON value lies in a source, in bytes, and what it is.</summary>
public readonly record struct JsonRange(long Offset, long Length, JsonValueKind Kind);
