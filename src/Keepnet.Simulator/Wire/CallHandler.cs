using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Simulator;

/// <summary>Takes a request through observation, rate limit, faults and gatekeeper to its operation, and its answer back.</summary>
internal sealed class CallHandler(SimulatorOptions options, TenantData data, TokenIssuer tokens, CallLog log) : IAsyncDisposable
{
    private readonly MistakeFinder _mistakes = new(log);
    private readonly FaultLedger? _ledger = options.Faults.Count > 0 ? new FaultLedger() : null;
    private readonly IReadOnlyList<IFault> _faults = FaultPlan.Create(options, data);
    private readonly TokenBucketRateLimiter? _limiter = RateLimit(options.RateLimitPerSecond);
    private readonly Gatekeeper _gatekeeper = new(options, data, tokens);

    public async Task HandleAsync(HttpContext context, IOperation operation)
    {
        var call = await CallReader.ReadAsync(context, operation.Name, _ledger);
        var answer = await ObserveAsync(call, () => DecideAsync(context, call, operation));
        await AnswerWriter.WriteAsync(context, answer);
    }

    public void Reset()
    {
        log.Clear();
        _ledger?.Clear();
    }

    public ValueTask DisposeAsync() => _limiter?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>
    /// Closes the books before the answer is sent: a client that has its answer must find it in the log,
    /// and its next call must not seem to overlap with this one.
    /// </summary>
    private async Task<Answer> ObserveAsync(ApiCall call, Func<Task<Answer>> decide)
    {
        log.Begin();
        _mistakes.Begin(call);
        try
        {
            var answer = await decide();
            log.Record(call, answer);
            _ledger?.Close(call.Key, call.History);
            return answer;
        }
        finally
        {
            _mistakes.End(call);
            log.End();
        }
    }

    private async Task<Answer> DecideAsync(HttpContext context, ApiCall call, IOperation operation)
    {
        await Pace.WaitAsync(options.Latency, context.RequestAborted);
        await options.BeforeAnswer(call.Operation, call.CompanyId);
        return IsOverLimit() ? Throttle.TooManyRequests() : Through(call, operation);
    }

    private Answer Through(ApiCall call, IOperation operation)
    {
        Func<ApiCall, Answer> next = inner => _gatekeeper.Answer(inner, operation);
        foreach (var fault in _faults.Reverse())
        {
            var following = next;
            next = inner => fault.Apply(inner, following);
        }
        return next(call);
    }

    private bool IsOverLimit()
    {
        using var lease = _limiter?.AttemptAcquire();
        return lease is { IsAcquired: false };
    }

    private static TokenBucketRateLimiter? RateLimit(int perSecond) => perSecond <= 0 ? null : new(new()
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });
}
