namespace Keepnet.Api.Transport;

/// <summary>Permission to make one call; dispose it when the call has ended.</summary>
internal sealed class ThrottleLease(Throttle throttle, long enteredAt, bool isPaced) : IDisposable
{
    private bool _isDisposed;

    public long EnteredAt => enteredAt;

    public bool IsPaced => isPaced;

    /// <summary>The API answered with anything but a refusal.</summary>
    public void Accepted() => throttle.Accepted(this);

    /// <summary>The API answered 429: everyone pauses.</summary>
    /// <param name="pause">How long.</param>
    /// <param name="isSatOut">False when the pause is so long that callers are turned away instead of waiting.</param>
    public void Refused(TimeSpan pause, bool isSatOut) => throttle.Refused(this, pause, isSatOut);

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            throttle.Leave();
        }
    }
}
