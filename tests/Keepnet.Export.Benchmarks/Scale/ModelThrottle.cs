using Keepnet.Api.Transport;

namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>
/// How one instance holds back its calls: as the exporter does, with the exporter's own way of learning the rate, but in
/// virtual time.
/// </summary>
internal sealed class ModelThrottle(EventQueue events, ApiLimit limit, ScaleCase wish)
{
    private const double Slack = 0.05;

    private readonly Queue<Action> _waiting = new();
    private readonly CallRate _rate = new();
    private double _nextSlot;
    private double _pausedUntil;
    private double _measuredFrom;
    private double _wakesAt = -1;
    private int _inFlight;

    public long Calls { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Makes a call when its turn has come, again and again until the API takes it.</summary>
    public void Call(Action onAnswer)
    {
        _waiting.Enqueue(onAnswer);
        Admit();
    }

    private void Admit()
    {
        while (_waiting.Count > 0 && _inFlight < wish.CallsAtOnce)
        {
            var until = Math.Max(_pausedUntil, _nextSlot);
            if (until > events.Now)
            {
                WakeAt(until);
                return;
            }

            Send(_waiting.Dequeue());
        }
    }

    private void WakeAt(double time)
    {
        if (_wakesAt != time)
        {
            _wakesAt = time;
            events.At(time, Admit);
        }
    }

    private void Send(Action onAnswer)
    {
        var (sentAt, isPaced) = (events.Now, _nextSlot > events.Now - Slack);
        _nextSlot = Math.Max(_nextSlot, sentAt - Slack) + (1 / _rate.PerSecond);
        _inFlight++;
        Calls++;
        var isAllowed = limit.Allows(sentAt);
        events.In(wish.Latency, () =>
        {
            _inFlight--;
            if (isAllowed)
            {
                _rate.Accepted(isPaced);
                onAnswer();
            }
            else
            {
                Refuse(sentAt, onAnswer);
            }

            Admit();
        });
    }

    private void Refuse(double sentAt, Action onAnswer)
    {
        Refused++;

        // Calls under way at a refusal are often refused too; together they are one sign.
        if (sentAt >= _measuredFrom)
        {
            _rate.Refused(TimeSpan.FromSeconds(events.Now - _measuredFrom), TimeSpan.FromSeconds(wish.RetryAfter));
            _measuredFrom = events.Now;
        }

        _pausedUntil = Math.Max(_pausedUntil, events.Now + wish.RetryAfter);
        _waiting.Enqueue(onAnswer);
    }
}
