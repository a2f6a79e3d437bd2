using System.Collections.Concurrent;
using System.Diagnostics;

namespace Keepnet.Api.Tests.Support;

/// <summary>Everything traced in the flow of one test.</summary>
internal sealed class CapturedTrace : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Activity _root;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public CapturedTrace()
    {
        _root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Keepnet.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == _root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _root.TraceId)
                {
                    _ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>In the order they ended.</summary>
    public IReadOnlyCollection<Activity> Ended => _ended;

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }
}
