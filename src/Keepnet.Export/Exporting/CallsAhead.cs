using System.Diagnostics.CodeAnalysis;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting;

/// <summary>
/// Makes one company's calls a few ahead of their use and hands the answers out in order: what is written keeps its order,
/// and nobody waits for the network while there is something to write. Few, so that memory stays flat; the client's own
/// limit on calls at once holds beside it.
/// </summary>
internal sealed class CallsAhead<T> : IAsyncDisposable
{
    private const int AtOnce = 4;

    private readonly IEnumerator<T> _items;
    private readonly Func<T, CancellationToken, Task<JsonAnswer>> _callAsync;
    private readonly Queue<(T Item, Task<JsonAnswer> Answer)> _started = new();
    private readonly CancellationTokenSource _stop;

    /// <param name="items">What to call for, in order.</param>
    /// <param name="callAsync">The call for one of them.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public CallsAhead(IEnumerable<T> items, Func<T, CancellationToken, Task<JsonAnswer>> callAsync, CancellationToken cancellationToken)
    {
        (_items, _callAsync) = (items.GetEnumerator(), callAsync);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Start();
    }

    /// <summary>The next item and its answer, which is the caller's to wait for and to dispose; false after the last one.</summary>
    public bool TryNext([MaybeNullWhen(false)] out T item, [NotNullWhen(true)] out Task<JsonAnswer>? answer)
    {
        Start();
        var hasNext = _started.TryDequeue(out var next);
        (item, answer) = next;
        return hasNext;
    }

    /// <summary>Ends the calls whose answers nobody took.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var (_, answer) in _started)
        {
            await DropAsync(answer);
        }

        _items.Dispose();
        _stop.Dispose();
    }

    private static async Task DropAsync(Task<JsonAnswer> answer)
    {
        try
        {
            await (await answer).DisposeAsync();
        }
        catch (Exception)
        {
            // What made the others superfluous has been told; this call's own failure says nothing more.
        }
    }

    private void Start()
    {
        while (_started.Count < AtOnce && _items.MoveNext())
        {
            _started.Enqueue((_items.Current, _callAsync(_items.Current, _stop.Token)));
        }
    }
}
