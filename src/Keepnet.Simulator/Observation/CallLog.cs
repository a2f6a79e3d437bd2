using System.Collections.Concurrent;

namespace Keepnet.Simulator;

/// <summary>What clients asked, what they got, and what they did wrong.</summary>
public sealed class CallLog
{
    private const int BodySummaryLength = 2000;

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentDictionary<(Operation Operation, int Status), long> _counts = new();
    private readonly ConcurrentDictionary<string, int> _mistakes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly int _remembered;
    private long _total;
    private int _inFlight;

    internal CallLog(int remembered) => _remembered = remembered;

    public long Total => Interlocked.Read(ref _total);

    /// <summary>The most calls that were ever being answered at once.</summary>
    public int PeakConcurrency { get; private set; }

    /// <summary>Requests in order of completion; the oldest are forgotten when there are too many.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Distinct things the API documents as wrong, as sentences.</summary>
    public IReadOnlyList<string> Mistakes => [.. _mistakes.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, int> MistakeCounts => _mistakes;

    public IReadOnlyDictionary<(Operation Operation, int Status), long> Counts => _counts;

    public long Count(Operation operation) => _counts.Where(count => count.Key.Operation == operation).Sum(count => count.Value);

    public long Count(Operation operation, int status) => _counts.GetValueOrDefault((operation, status));

    internal void Mistake(string sentence) => _mistakes.AddOrUpdate(sentence, 1, (_, count) => count + 1);

    internal void Begin()
    {
        lock (_lock)
            PeakConcurrency = Math.Max(PeakConcurrency, ++_inFlight);
    }

    internal void End()
    {
        lock (_lock)
            _inFlight--;
    }

    internal void Record(ApiCall call, Answer answer)
    {
        var status = answer.Delivery is Delivery.Reset ? 0 : answer.Status;
        var number = Interlocked.Increment(ref _total);
        _counts.AddOrUpdate((call.Operation, status), 1, (_, count) => count + 1);
        _requests.Enqueue(new(number, call.Operation, call.CompanyId, call.ReportId, Summary(call), status, call.History.Struck));
        while (_requests.Count > _remembered)
            _requests.TryDequeue(out _);
    }

    internal void Clear()
    {
        _requests.Clear();
        _counts.Clear();
        _mistakes.Clear();
        Interlocked.Exchange(ref _total, 0);
        lock (_lock)
            PeakConcurrency = _inFlight;
    }

    /// <summary>A token request holds the secret, so nothing of it is kept.</summary>
    private static string Summary(ApiCall call)
    {
        if (call.Operation is Operation.Token)
            return "";
        return call.Body.Length <= BodySummaryLength ? call.Body : call.Body[..BodySummaryLength];
    }
}
