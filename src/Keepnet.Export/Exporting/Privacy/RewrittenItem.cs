using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>An item fit to be stored. Dispose it when it has been read; the source it was made from is not touched.</summary>
internal sealed class RewrittenItem : IAsyncDisposable
{
    private readonly IAsyncDisposable? _owner;

    public RewrittenItem(IJsonSource source, JsonItem item, IAsyncDisposable? owner = null) =>
        (Source, Item, _owner) = (source, item, owner);

    public IJsonSource Source { get; }

    public JsonItem Item { get; }

    public ValueTask DisposeAsync() => _owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
