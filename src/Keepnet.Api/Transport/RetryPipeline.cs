using Polly;
using Polly.Retry;

namespace Keepnet.Api.Transport;

/// <summary>Tries a call again when its failure says so, as often as the settings allow.</summary>
internal sealed class RetryPipeline
{
    private readonly ResiliencePipeline _pipeline;

    /// <param name="options">How many tries.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="onRetry">Told of each failure that is followed by another try.</param>
    public RetryPipeline(KeepnetApiOptions options, TimeProvider time, Action<KeepnetApiException> onRetry)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = new PredicateBuilder().Handle<KeepnetApiException>(failure => failure.NextTryIn is not null),
                DelayGenerator = args => new((args.Outcome.Exception as KeepnetApiException)?.NextTryIn),
                OnRetry = args =>
                {
                    onRetry((KeepnetApiException)args.Outcome.Exception!);
                    return default;
                },
            });
        }

        _pipeline = builder.Build();
    }

    /// <param name="attemptAsync">One try; gets the number of tries before it.</param>
    /// <param name="cancellationToken">Ends tries and waits.</param>
    public async Task<T> RunAsync<T>(Func<int, CancellationToken, Task<T>> attemptAsync, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            return await _pipeline.ExecuteAsync(async token => await attemptAsync(attempts++, token), cancellationToken);
        }
        catch (KeepnetApiException failure)
        {
            // Whoever waits for this call (a call that needs a token) must not start over.
            failure.NextTryIn = null;
            throw;
        }
    }
}
