using System.Collections.Concurrent;

namespace Keepnet.Api.Tests.Support;

internal delegate Task<HttpResponseMessage> Answer(CancellationToken cancellationToken);

/// <summary>The API at the outermost seam: answers what a test expects, in order; any other call fails the test.</summary>
internal sealed class FakeKeepnet : HttpMessageHandler
{
    public const string TokenCall = "POST /connect/token";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _answers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _received = new();
    private readonly Lock _gate = new();
    private readonly List<SentRequest> _all = [];

    /// <summary>Everything sent, token calls included.</summary>
    public IReadOnlyList<SentRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public IReadOnlyList<SentRequest> TokenCalls => [.. All.Where(request => request.Call == TokenCall)];

    /// <summary>Everything sent but token calls.</summary>
    public IReadOnlyList<SentRequest> Calls => [.. All.Where(request => request.Call != TokenCall)];

    public FakeKeepnet Expect(string call, params IEnumerable<Answer> answers)
    {
        var queue = _answers.GetOrAdd(call, _ => new ConcurrentQueue<Answer>());
        foreach (var answer in answers)
        {
            queue.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Waits until such a call has arrived for the first time.</summary>
    public Task ReceivedAsync(string call) => ReceivedSource(call).Task.WaitAsync(TimeSpan.FromSeconds(60));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await SentRequest.ReadAsync(request);
        int tokens;
        lock (_gate)
        {
            _all.Add(sent);
            tokens = _all.Count(one => one.Call == TokenCall);
        }

        ReceivedSource(sent.Call).TrySetResult();
        if (_answers.TryGetValue(sent.Call, out var queue) && queue.TryDequeue(out var answer))
        {
            return await answer(cancellationToken);
        }

        return sent.Call == TokenCall && queue is null
            ? await Answers.Token($"token-{tokens}")(cancellationToken)
            : throw new InvalidOperationException($"Nobody expected {sent.Call}.");
    }

    private TaskCompletionSource ReceivedSource(string call) =>
        _received.GetOrAdd(call, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
