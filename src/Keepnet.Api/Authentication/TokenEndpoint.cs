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
        AnswerHead? head = null;
        try
        {
            return await ApiActivities.TraceAsync(
                call, attempt, () => SendAsync(call, attempt, refused, received => head = received, deadline, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && failures.OfException(call, exception, deadline, head, attempt) is { } failure)
        {
            throw failure;
        }
    }

    private static byte[] FormOf(ClientCredentials credentials) => Encoding.ASCII.GetBytes(
        $"grant_type=client_credentials&client_id={Uri.EscapeDataString(credentials.ClientId)}"
        + $"&client_secret={Uri.EscapeDataString(credentials.ClientSecret)}&scope=api1");

    private async Task<AccessToken?> SendAsync(
        ApiCall call, int attempt, Action<KeepnetApiException> refused, Action<AnswerHead> received, TryDeadline deadline,
        CancellationToken cancellationToken)
    {
        var requestedAt = (time.GetTimestamp(), time.GetUtcNow());
        using var response = await transport.SendAsync(call, bearer: null, deadline.Token);
        var head = AnswerHead.Of(response);
        received(head);
        deadline.Progress();
        if (response.IsSuccessStatusCode)
        {
            return Read(call, head, await SmallBody.ReadAsync(response.Content, deadline), requestedAt, attempt);
        }

        var envelope = await SmallBody.ReadErrorAsync(response.Content, deadline, cancellationToken);
        var failure = OfStatus(call, failures.OfStatus(call, response, envelope, attempt), envelope.Words, head.IsPage);
        if (failure.Status is 400 or 401)
        {
            refused(failure);
            return null;
        }

        throw failure;
    }

    private KeepnetApiException OfStatus(ApiCall call, KeepnetApiException failure, string words, bool isPage)
    {
        if (failure.Failure == KeepnetFailure.Throttled)
        {
            counter.CountThrottled(call);
            throttle.Pause(RetryWaits.ForAll(failure.RetryAfter, failure.NextTryIn), isSatOut: failure.NextTryIn is not null);
        }

        // Any refusal here means that no call can ever be made with these settings.
        return failure.Failure is KeepnetFailure.Authentication or KeepnetFailure.InvalidRequest or KeepnetFailure.NotFound or KeepnetFailure.NotReseller
            ? failures.OfToken(call, failure.Status, words, isPage)
            : failure;
    }

    private AccessToken Read(ApiCall call, AnswerHead head, byte[] body, (long Timestamp, DateTimeOffset Time) requestedAt, int attempt)
    {
        if (TokenResponse.Read(body) is not { } response)
        {
            throw failures.OfTokenShape(call, head, attempt);
        }

        redactor.Learn(response.AccessToken);
        var claims = JwtClaims.Read(response.AccessToken);
        var useFor = TokenLifetime.UseFor(response.ExpiresIn, claims.LifetimeSeconds);
        var identity = claims.ToIdentity(response.Permissions) with
        {
            ClockAhead = ClockComparison.Ahead(claims, response.ExpiresIn, requestedAt.Time, time.GetUtcNow()),
        };
        return new AccessToken(response.AccessToken, identity, requestedAt.Timestamp, useFor);
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
