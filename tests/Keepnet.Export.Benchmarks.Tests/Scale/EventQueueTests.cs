using Keepnet.Export.Benchmarks.Scale;

namespace Keepnet.Export.Benchmarks.Tests.Scale;

public class EventQueueTests
{
    [Fact]
    public void Events_happen_in_the_order_of_their_times_and_then_of_their_planning()
    {
        var events = new EventQueue();
        var happened = new List<string>();
        events.At(2, () => happened.Add($"late at {events.Now}"));
        events.At(1, () =>
        {
            happened.Add("first");
            events.In(0, () => happened.Add("planned by the first"));
        });
        events.At(1, () => happened.Add("second"));

        events.Run();

        Assert.Equal(["first", "second", "planned by the first", "late at 2"], happened);
    }

    [Fact]
    public void Time_never_runs_backwards()
    {
        var events = new EventQueue();
        var times = new List<double>();
        events.At(5, () => events.At(1, () => times.Add(events.Now)));

        events.Run();

        Assert.Equal([5], times);
    }
}
