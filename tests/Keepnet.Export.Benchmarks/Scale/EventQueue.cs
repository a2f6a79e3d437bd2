namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>What happens when, in virtual seconds. What falls on one instant happens in the order it was planned.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    private long _order;

    public double Now { get; private set; }

    public void At(double time, Action happen) => _events.Enqueue(happen, (Math.Max(time, Now), _order++));

    public void In(double seconds, Action happen) => At(Now + seconds, happen);

    /// <summary>Lets everything happen until nothing is planned any more.</summary>
    public void Run()
    {
        while (_events.TryDequeue(out var happen, out var priority))
        {
            Now = priority.Time;
            happen();
        }
    }
}
