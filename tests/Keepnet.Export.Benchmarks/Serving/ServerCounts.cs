using System.Diagnostics;

namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>What the tenant has done since it was last asked.</summary>
internal sealed class ServerCounts
{
    private readonly Lock _lock = new();
    private long _requests;
    private long _bytes;
    private int _inFlight;
    private int _mostInFlight;
    private TimeSpan _processorTime;
    private DateTimeOffset? _firstRequestAt;

    public void Begin()
    {
        lock (_lock)
        {
            _firstRequestAt ??= DateTimeOffset.UtcNow;
            _mostInFlight = Math.Max(_mostInFlight, ++_inFlight);
        }
    }

    public void Sent(long bytes)
    {
        lock (_lock)
        {
            _requests++;
            _bytes += bytes;
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    /// <summary>The counts so far; counting starts anew.</summary>
    public ServerWork Take()
    {
        using var process = Process.GetCurrentProcess();
        lock (_lock)
        {
            var work = new ServerWork(_requests, _bytes, _mostInFlight, (process.TotalProcessorTime - _processorTime).TotalSeconds, _firstRequestAt);
            (_requests, _bytes, _mostInFlight, _processorTime, _firstRequestAt) = (0, 0, _inFlight, process.TotalProcessorTime, null);
            return work;
        }
    }
}
