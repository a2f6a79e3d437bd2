using Keepnet.Api.Transport;

namespace Keepnet.Api.Authentication;

/// <summary>The access token of all callers: renewed early, by one renewal at a time that no single caller can cancel.</summary>
internal sealed class TokenSource(
    TokenEndpoint endpoint, IClientCredentialsSource credentialsSource, RetryPipeline retries, ApiFailures failures,
    CallCounter counter, TimeProvider time)
{
    // Enough for the older versions that a vault keeps; a source that always has something new to offer must not keep a
    // renewal going for ever.
    private const int MaxCredentials = 6;

    private readonly Lock _gate = new();
    private AccessToken? _current;
    private Task<AccessToken>? _renewal;
    private ClientCredentials? _credentials;

    public async Task<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessToken> renewal;
        lock (_gate)
        {
            if (_current is { } token && time.GetElapsedTime(token.RequestedAt) < token.UseFor)
            {
                return token;
            }

            renewal = _renewal ??= Task.Run(RenewAsync, CancellationToken.None);
        }

        return await renewal.WaitAsync(cancellationToken);
    }

    /// <summary>Says that the API no longer accepts the token.</summary>
    public void Invalidate(AccessToken token)
    {
        lock (_gate)
        {
            _current = _current == token ? null : _current;
        }
    }

    private async Task<AccessToken> RenewAsync()
    {
        AccessToken? token = null;
        try
        {
            return token = await AskAsync();
        }
        finally
        {
            lock (_gate)
            {
                (_current, _renewal) = (token, null);
            }
        }
    }

    private async Task<AccessToken> AskAsync()
    {
        KeepnetApiException? refusal = null;
        _credentials ??= await ReadCredentialsAsync(refused: null, refusal);
        for (var tried = 0; tried < MaxCredentials; tried++)
        {
            var credentials = _credentials;
            var token = await retries.RunAsync((attempt, cancellation) => TryAsync(credentials, attempt, cancellation), CancellationToken.None);
            if (token is not null)
            {
                return token;
            }

            _credentials = await ReadCredentialsAsync(credentials, refusal);
            if (_credentials == credentials)
            {
                break;
            }
        }

        throw refusal!;

        Task<AccessToken?> TryAsync(ClientCredentials credentials, int attempt, CancellationToken cancellationToken)
        {
            if (attempt > 0)
            {
                counter.CountRetry(TokenEndpoint.Call);
            }

            return endpoint.TryGetAsync(credentials, attempt, failure => refusal = failure, cancellationToken);
        }
    }

    private async Task<ClientCredentials> ReadCredentialsAsync(ClientCredentials? refused, KeepnetApiException? refusal)
    {
        try
        {
            return await credentialsSource.GetAsync(refused, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not (KeepnetApiException or OperationCanceledException))
        {
            throw failures.OfCredentials(TokenEndpoint.Call, exception, refusal);
        }
    }
}
