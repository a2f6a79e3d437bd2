namespace Keepnet.Api.Transport;

/// <summary>Ends one try of a call: when it takes too long in all, or when no byte arrives for too long.</summary>
internal sealed class TryDeadline : IDisposable
{
    private readonly KeepnetApiOptions _options;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;

    public TryDeadline(KeepnetApiOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _options = options;
        _total = new CancellationTokenSource(options.RequestTimeout, time);
        _idle = new CancellationTokenSource(options.IdleTimeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_total.Token, _idle.Token, cancellationToken);
    }

    /// <summary>Ends the try, on the caller's wish too.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Why the try ended; null while it has time left.</summary>
    public string? Reason =>
        _total.IsCancellationRequested ? $"the answer took longer than {_options.RequestTimeout.TotalSeconds:0.#} s"
        : _idle.IsCancellationRequested ? $"nothing arrived for {_options.IdleTimeout.TotalSeconds:0.#} s"
        : null;

    /// <summary>Something arrived: the idle time starts anew.</summary>
    public void Progress() => _idle.CancelAfter(_options.IdleTimeout);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
        _total.Dispose();
    }
}
