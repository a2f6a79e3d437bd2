using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>
/// The <c>data</c> of a successful answer, received whole and known to be valid JSON, kept as the API's own bytes:
/// small ones in pooled memory, large ones in an unlinked temporary file. Dispose it to give both back.
/// </summary>
public sealed class JsonAnswer : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owner;

    public JsonAnswer(IJsonSource source, JsonValueKind kind, IReadOnlyList<JsonItem> items, IAsyncDisposable? owner = null)
    {
        Source = source;
        Kind = kind;
        Items = items;
        _owner = owner;
    }

    /// <summary>The whole body, envelope included.</summary>
    public IJsonSource Source { get; }

    /// <summary>What <c>data</c> is; <see cref="JsonValueKind.Null"/> for null, absent or an empty body.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The elements of the array, or the one object; empty otherwise.</summary>
    public IReadOnlyList<JsonItem> Items { get; }

    public ValueTask DisposeAsync() => _owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
