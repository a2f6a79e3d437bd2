using System.Text;
using Keepnet.Api.Telemetry;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Authentication;

/// <summary>Asks <c>POST /connect/token</c> for an access token with the client credentials.</summary>
internal sealed class TokenEndpoint(
    HttpTransport transport, Throttle throttle, ApiFailures failures, CallCounter counter, Redactor redactor,
    KeepnetApiOptions options, TimeProvider time)
{
    private static readonly ApiCall Template = new(HttpMethod.Post, "/connect/token", AnswerShape.Object)
    {
        ContentType = "application/x-www-form-urlencoded",
    };

    /// <summary>The call in general, for messages.</summary>
    public static ApiCall Call => Template;

    /// <returns>Null when the endpoint refuses the credentials; then <paramref name="refused"/> is told why.</returns>
    public async Task<AccessToken?> TryGetAsync(
        ClientCredentials credentials, int attempt, Action<KeepnetApiException> refused, CancellationToken cancellationToken)
    {
        redactor.Learn(credentials.ClientSecret);
        await WaitForPauseAsync(cancellationToken);
        var call = Template with { Body = FormOf(credentials) };
        using var deadline = new TryDeadline(options, time, cancellationToken);
        try
        {
            return await ApiActivities.TraceAsync(call, attempt, () => SendAsync(call, attempt, refused, deadline, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && failures.OfException(call, exception, deadline, attempt) is { } failure)
        {
            throw failure;
        }
    }

    private static byte[] FormOf(ClientCredentials credentials) => Encoding.ASCII.GetBytes(
        $"grant_type=client_credentials&client_id={Uri.EscapeDataString(credentials.ClientId)}"
        + $"&client_secret={Uri.EscapeDataString(credentials.ClientSecret)}&scope=api1");

    private async Task<AccessToken?> SendAsync(
        ApiCall call, int attempt, Action<KeepnetApiException> refused, TryDeadline deadline, CancellationToken cancellationToken)
    {
        var requestedAt = time.GetTimestamp();
        using var response = await transport.SendAsync(call, bearer: null, deadline.Token);
        deadline.Progress();
        if (response.IsSuccessStatusCode)
        {
            return Read(call, (int)response.StatusCode, await SmallBody.ReadAsync(response.Content, deadline), requestedAt, attempt);
        }

        var envelope = await SmallBody.ReadErrorAsync(response.Content, deadline, cancellationToken);
        var failure = OfStatus(call, failures.OfStatus(call, response, envelope, attempt), envelope.Words);
        if (failure.Status is 400 or 401)
        {
            refused(failure);
            return null;
        }

        throw failure;
    }

    private KeepnetApiException OfStatus(ApiCall call, KeepnetApiException failure, string words)
    {
        if (failure.Failure == KeepnetFailure.Throttled)
        {
            counter.CountThrottled(call);
            throttle.Pause(RetryWaits.ForAll(failure.RetryAfter, failure.NextTryIn), isSatOut: failure.NextTryIn is not null);
        }

        // Any refusal here means that no call can ever be made with these settings.
        return failure.Failure is KeepnetFailure.InvalidRequest or KeepnetFailure.NotFound or KeepnetFailure.NotReseller
            ? failures.OfToken(call, failure.Status, words)
            : failure;
    }

    private AccessToken Read(ApiCall call, int status, byte[] body, long requestedAt, int attempt)
    {
        if (TokenResponse.Read(body) is not { } response)
        {
            throw failures.OfShape(call, status, "holds no access token", attempt);
        }

        redactor.Learn(response.AccessToken);
        var claims = JwtClaims.Read(response.AccessToken);
        var useFor = TokenLifetime.UseFor(response.ExpiresIn, claims.LifetimeSeconds);
        return new AccessToken(response.AccessToken, claims.ToIdentity(response.Permissions), requestedAt, useFor);
    }

    private async Task WaitForPauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await throttle.WaitForPauseAsync(cancellationToken);
        }
        catch (ThrottlePausedException paused)
        {
            throw failures.OfPause(Template, paused.Remaining);
        }
    }
}
