using System.Text.Json;
using Keepnet.Api.Authentication;
using Keepnet.Api.Json;
using Keepnet.Api.Telemetry;

namespace Keepnet.Api.Transport;

/// <summary>Sends a call until it is answered: a ladder of tries, turns, tokens and answers.</summary>
internal sealed class ApiSender(
    HttpTransport transport, TokenSource tokens, Throttle throttle, RetryPipeline retries,
    AnswerReceiver receiver, ApiFailures failures, CallCounter counter, KeepnetApiOptions options, TimeProvider time)
{
    public async Task<JsonAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        ThrowIfUnsendable(call);
        return await retries.RunAsync((attempt, token) => TryAsync(call, attempt, token), cancellationToken);
    }

    private async Task<JsonAnswer> TryAsync(ApiCall call, int attempt, CancellationToken cancellationToken)
    {
        if (attempt > 0)
        {
            counter.CountRetry(call);
        }

        using var lease = await EnterAsync(call, cancellationToken);
        var token = await tokens.GetAsync(cancellationToken);
        try
        {
            return await SendOnceAsync(call, token, lease, attempt, cancellationToken);
        }
        catch (KeepnetApiException failure) when (failure.Failure == KeepnetFailure.Authentication)
        {
            tokens.Invalidate(token);
        }

        counter.CountRetry(call);
        return await SendOnceAsync(call, await tokens.GetAsync(cancellationToken), lease, attempt, cancellationToken);
    }

    private async Task<ThrottleLease> EnterAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            // Whoever lists companies has nothing to do until they are there.
            return await throttle.EnterAsync(isUrgent: call.Scope is not { IsUrgent: false }, cancellationToken);
        }
        catch (ThrottlePausedException paused)
        {
            throw failures.OfPause(call, paused.Remaining);
        }
    }

    private Task<JsonAnswer> SendOnceAsync(
        ApiCall call, AccessToken token, ThrottleLease lease, int attempt, CancellationToken cancellationToken) =>
        ApiActivities.TraceAsync(call, attempt, () => SendUntracedAsync(call, token, lease, attempt, cancellationToken));

    private async Task<JsonAnswer> SendUntracedAsync(
        ApiCall call, AccessToken token, ThrottleLease lease, int attempt, CancellationToken cancellationToken)
    {
        using var deadline = new TryDeadline(options, time, cancellationToken);
        AnswerHead? head = null;
        try
        {
            using var response = await transport.SendAsync(call, token.Value, deadline.Token);
            head = AnswerHead.Of(response);
            deadline.Progress();
            if (!response.IsSuccessStatusCode)
            {
                var envelope = await SmallBody.ReadErrorAsync(response.Content, deadline, cancellationToken);
                throw Refuse(call, lease, failures.OfStatus(call, response, envelope, attempt));
            }

            lease.Accepted();
            var answer = await receiver.ReceiveAsync(response.Content, deadline);
            return Judge(call, (int)response.StatusCode, answer, attempt);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && failures.OfException(call, exception, deadline, head, attempt) is { } failure)
        {
            throw failure;
        }
    }

    private KeepnetApiException Refuse(ApiCall call, ThrottleLease lease, KeepnetApiException failure)
    {
        if (failure.Failure != KeepnetFailure.Throttled)
        {
            lease.Accepted();
            return failure;
        }

        counter.CountThrottled(call);
        lease.Refused(RetryWaits.ForAll(failure.RetryAfter, failure.NextTryIn), isSatOut: failure.NextTryIn is not null);
        return failure;
    }

    private JsonAnswer Judge(ApiCall call, int status, ReceivedAnswer answer, int attempt)
    {
        var failure = Verdict(call, status, answer.Envelope, attempt);
        if (failure is not null)
        {
            answer.Spool.Dispose();
            throw failure;
        }

        var envelope = answer.Envelope ?? Envelope.Empty;
        return new JsonAnswer(answer.Spool, envelope.DataKind, envelope.Items, answer.Spool);
    }

    private KeepnetApiException? Verdict(ApiCall call, int status, Envelope? envelope, int attempt)
    {
        var kind = envelope?.DataKind ?? JsonValueKind.Null;
        var expected = call.Shape == AnswerShape.List ? JsonValueKind.Array : JsonValueKind.Object;
        return envelope switch
        {
            { SaysFailed: true } => failures.OfEnvelope(call, status, envelope, attempt),
            { HasVerdict: false, HasData: false } => failures.OfShape(call, status, "says neither whether it succeeded nor anything else", attempt),
            _ when kind == JsonValueKind.Null && call.Shape == AnswerShape.Object => failures.OfNothing(call, status, envelope, attempt),
            _ when kind != JsonValueKind.Null && kind != expected => failures.OfShape(call, status, $"its data is no {expected.ToString().ToLowerInvariant()}", attempt),
            _ => null,
        };
    }

    private void ThrowIfUnsendable(ApiCall call)
    {
        // A header takes visible ASCII; anything else could end the header and begin another one.
        if (call.Scope is { CompanyId: var id } && (id.Length == 0 || id.Trim().Length != id.Length || id.Any(sign => sign is < ' ' or > '~')))
        {
            throw failures.OfId(call, "the company id is blank or has characters that no header may carry");
        }

        // Such segments would silently become another path.
        if (call.Path.EndsWith('/') || call.Path.EndsWith("/.", StringComparison.Ordinal) || call.Path.EndsWith("/..", StringComparison.Ordinal))
        {
            throw failures.OfId(call, "the report id is blank or a path of its own");
        }
    }
}
