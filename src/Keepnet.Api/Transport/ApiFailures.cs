using System.Globalization;
using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Json;

namespace Keepnet.Api.Transport;

/// <summary>The one place that says what a failed call means, what happens next and in which words.</summary>
internal sealed class ApiFailures(Redactor redactor, KeepnetApiOptions options, TimeProvider time)
{
    private const string InputError = "INPUT_ERROR";
    private const string PrivacyError = "PRIVACY_ERROR";
    private const string IpRestricted = "IP_RESTRICTED";

    // Once, because the fault may have been none of what was asked for.
    private const int RetriesOfDivisible = 1;

    private const string TokenFaultAdvice =
        "The token endpoint says this too of a body that is not form-encoded; this program's is, so try again later, and if it stays check Keepnet:BaseUrl and proxies that change requests.";

    private const string RefusedTokenAdvice =
        "The token was fetched a moment ago: see in Keepnet under Company Settings > REST API that the client is still active, and that Keepnet:BaseUrl and proxies on the way lead to the API that issued it.";

    private const string RefusedPageAdvice = "The answer is a web page, so a firewall or proxy on the way may have refused the call: have it let this machine through.";

    private readonly string _address = Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "the API";

    /// <summary>An answer whose status is no success.</summary>
    public KeepnetApiException OfStatus(ApiCall call, HttpResponseMessage response, Envelope envelope, int attempt)
    {
        var status = (int)response.StatusCode;
        var failure = status switch
        {
            401 or 306 => KeepnetFailure.Authentication,
            403 => OfForbidden(call, envelope),
            404 => KeepnetFailure.NotFound,
            429 => KeepnetFailure.Throttled,
            408 or 425 or >= 500 => KeepnetFailure.Unavailable,
            >= 400 => KeepnetFailure.InvalidRequest,
            _ => KeepnetFailure.Protocol,
        };
        return Create(call, failure, $"was answered with HTTP {status}", attempt, new Details(status, Words(envelope))
        {
            RetryAfter = RetryWaits.Asked(response.Headers.RetryAfter, time.GetUtcNow()),
            IsFinal = failure == KeepnetFailure.Protocol,
            IsOfWhatWasAsked = status == 500,
            Advice = status switch
            {
                500 when call.Path == TokenEndpoint.Call.Path => TokenFaultAdvice,
                401 or 306 => RefusedTokenAdvice,
                403 when AnswerHead.Of(response).IsPage => $"{RefusedPageAdvice} Otherwise: {AdviceFor(failure, call, null, false)}",
                < 400 => TryProblem.AdviceForPages,
                _ => null,
            },
        });
    }

    /// <summary>An answer with a success status that says of itself that it failed.</summary>
    public KeepnetApiException OfEnvelope(ApiCall call, int status, Envelope envelope, int attempt)
    {
        var failure = envelope.Status?.ToUpperInvariant() switch
        {
            PrivacyError => KeepnetFailure.Privacy,
            IpRestricted => KeepnetFailure.IpRestricted,
            _ when envelope.Words.Contains("not found", StringComparison.OrdinalIgnoreCase) => KeepnetFailure.NotFound,
            InputError => KeepnetFailure.InvalidRequest,
            "INTERNAL_SERVER_ERROR" or "FAILED" => KeepnetFailure.Unavailable,
            _ => KeepnetFailure.Protocol,
        };
        return Create(call, failure, $"was answered with HTTP {status} but failed", attempt, new Details(status, Words(envelope)) { IsOfWhatWasAsked = true });
    }

    /// <summary>A success that holds no object where one was asked for.</summary>
    public KeepnetApiException OfNothing(ApiCall call, int status, Envelope? envelope, int attempt) => Create(
        call, KeepnetFailure.NotFound, $"was answered with HTTP {status} but nothing was there", attempt,
        new Details(status, Words(envelope ?? Envelope.Empty)));

    /// <summary>An answer that is not of the shape this API sends.</summary>
    public KeepnetApiException OfShape(ApiCall call, int status, string problem, int attempt) =>
        Create(call, KeepnetFailure.Protocol, $"was answered with HTTP {status} but {problem}", attempt, new Details(status, string.Empty));

    public KeepnetApiException RefusedRedirect(ApiCall call, int status, string problem) => Create(
        call, KeepnetFailure.Protocol, $"was answered with {redactor.Clean(problem)}", 0,
        new Details(status, string.Empty) { IsFinal = true, Advice = "Check Keepnet:BaseUrl; it must be the address that answers itself." });

    /// <summary>An answer, or a list of them, that exceeds a limit of this client.</summary>
    public KeepnetApiException OfLimit(ApiCall call, string problem) =>
        Create(call, KeepnetFailure.Protocol, problem, 0, new Details(null, string.Empty) { IsFinal = true });

    /// <summary>A call that is not sent because the API asked for a pause longer than callers wait.</summary>
    public KeepnetApiException OfPause(ApiCall call, TimeSpan remaining) => Create(
        call, KeepnetFailure.Throttled, "was not sent because the API asked all calls to wait", 0,
        new Details(null, string.Empty) { RetryAfter = remaining, IsLast = true });

    /// <summary>An id that no request can carry.</summary>
    public KeepnetApiException OfId(ApiCall call, string problem) =>
        Create(call, KeepnetFailure.InvalidRequest, $"was not sent because {problem}", 0, new Details(null, string.Empty));

    /// <summary>The token endpoint's refusal of the credentials, or an answer of it that means the same.</summary>
    public KeepnetApiException OfToken(ApiCall call, int? status, string words, bool isPage) => Create(
        call, KeepnetFailure.Authentication, $"was refused with HTTP {status}", 0, new Details(status, redactor.Clean(words))
        {
            Advice = status switch
            {
                404 or 405 => $"There is no token endpoint at {options.BaseUrl.TrimEnd('/')}; set Keepnet:BaseUrl to the API's address, such as https://api.keepnetlabs.com.",
                403 when isPage => $"{RefusedPageAdvice} Otherwise: {AdviceFor(KeepnetFailure.Authentication, call, null, false)}",
                _ => null,
            },
        });

    /// <summary>A success of the token endpoint that holds no token.</summary>
    public KeepnetApiException OfTokenShape(ApiCall call, AnswerHead head, int attempt) => Create(
        call, KeepnetFailure.Protocol, $"was answered with HTTP {head.Status} but {(head.IsPage ? "with a web page" : "holds no access token")}", attempt,
        new Details(head.Status, string.Empty) { Advice = head.IsPage ? TryProblem.AdviceForPages : null });

    /// <summary>Client credentials that cannot be read.</summary>
    /// <param name="call">The token call.</param>
    /// <param name="exception">What their source threw.</param>
    /// <param name="refusal">The refusal that made other credentials necessary, if there was one.</param>
    public KeepnetApiException OfCredentials(ApiCall call, Exception exception, KeepnetApiException? refusal)
    {
        var failure = exception is CredentialsUnavailableException { IsPassing: true } ? KeepnetFailure.Unavailable : KeepnetFailure.Authentication;
        var what = refusal is null
            ? "was not sent because the client credentials cannot be read"
            : string.Create(CultureInfo.InvariantCulture, $"was refused with HTTP {refusal.Status}, and no other client credentials can be read");
        return Create(call, failure, what, 0, new Details(refusal?.Status, refusal?.ApiMessage ?? string.Empty)
        {
            IsLast = true,

            // What a foreign exception says may quote the credentials in a form that nobody knows.
            Advice = exception is CredentialsUnavailableException
                ? exception.Message
                : $"Their source failed ({exception.GetType().Name}); this is a fault of that source, please report it.",
            Cause = exception,
        });
    }

    /// <summary>A try that ended in an exception; null for exceptions that are none of the call's.</summary>
    public KeepnetApiException? OfException(ApiCall call, Exception exception, TryDeadline deadline, AnswerHead? head, int attempt) =>
        TryProblem.Of(exception, deadline, head, _address) is not { } problem ? null : Create(
            call, problem.Failure, problem.What, attempt, new Details(head?.Status, string.Empty)
            {
                IsFinal = problem.IsFinal,
                IsLast = problem.IsLast,
                Advice = problem.Advice,

                // What a JSON error quotes may be somebody's data, and a proxy's refusal quotes the proxy's password.
                Cause = exception is IOException or OperationCanceledException or HttpRequestException { HttpRequestError: not HttpRequestError.ProxyTunnelError }
                    ? exception
                    : null,
            });

    private static KeepnetFailure OfForbidden(ApiCall call, Envelope envelope) => envelope.Status?.ToUpperInvariant() switch
    {
        IpRestricted => KeepnetFailure.IpRestricted,
        _ when call.Scope is null => KeepnetFailure.NotReseller,
        PrivacyError => KeepnetFailure.Privacy,
        _ => KeepnetFailure.Forbidden,
    };

    private static string AdviceFor(KeepnetFailure failure, ApiCall call, TimeSpan? retryAfter, bool isFinal) => failure switch
    {
        KeepnetFailure.Authentication => "Check the client id and secret made in Keepnet under Company Settings > REST API, and Keepnet:BaseUrl.",
        KeepnetFailure.NotReseller => "Give the REST API client the role Reseller, in Keepnet under Company Settings > REST API.",
        KeepnetFailure.IpRestricted => "Put this machine's address on the REST API client's allow list, in Keepnet under Company Settings > REST API.",
        KeepnetFailure.Forbidden => "The credentials do not manage this company or their role lacks this call, so it is left out: grant it in Keepnet, or name the company in Export:Companies:Exclude.",
        KeepnetFailure.Privacy => "The company is closed to outside access and is left out until it opens its account: ask it to.",
        KeepnetFailure.NotFound when call.Scope is null => "There is no such call at this address; set Keepnet:BaseUrl to the API's address, such as https://api.keepnetlabs.com.",
        KeepnetFailure.NotFound => "It may have been deleted meanwhile, so it is left out; a new run asks anew.",
        KeepnetFailure.InvalidRequest when call.Scope is null => "The same request would be rejected again; if the API's words do not tell why, ask Keepnet.",
        KeepnetFailure.InvalidRequest => "The same request would be rejected again, so it is left out; if the API's words do not tell why, ask Keepnet.",
        KeepnetFailure.Throttled when retryAfter is { } wait => string.Create(
            CultureInfo.InvariantCulture, $"Try again in {Math.Ceiling(wait.TotalSeconds)} s, or lower Export:MaxCallsPerSecond."),
        KeepnetFailure.Throttled => "Try again later, or lower Export:MaxCallsPerSecond.",
        KeepnetFailure.Protocol when isFinal => "Another try would end the same way; raise the limit if this is expected.",
        KeepnetFailure.Protocol => "Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way.",
        _ => "Try again later.",
    };

    private string Words(Envelope envelope)
    {
        var status = envelope.Status is null or "SUCCESS" ? string.Empty : envelope.Status;
        var separator = status.Length > 0 && envelope.Words.Length > 0 ? ": " : string.Empty;
        return redactor.Clean(status + separator + envelope.Words);
    }

    private KeepnetApiException Create(ApiCall call, KeepnetFailure failure, string what, int attempt, Details details)
    {
        var message = new StringBuilder(redactor.Clean(call.ToString())).Append(' ').Append(what);
        message.Append(details.Words.Length > 0 ? $" ({details.Words})" : string.Empty);
        message.Append(attempt > 0 ? string.Create(CultureInfo.InvariantCulture, $", try {attempt + 1}. ") : ". ");
        message.Append(details.Advice ?? AdviceFor(failure, call, details.RetryAfter, details.IsFinal));
        var exception = new KeepnetApiException(failure, call.Name, message.ToString(), details.Cause)
        {
            CompanyId = call.Scope?.CompanyId,
            Status = details.Status,
            ApiMessage = details.Words.Length > 0 ? details.Words : null,
            RetryAfter = details.RetryAfter,
            IsFinalForItem = details.IsFinal,
        };
        var isTriedAgain = exception.Next == NextStep.TryLater && !details.IsLast && !(details.RetryAfter > options.MaxRetryAfter)
            && !(call.IsDivisible && details.IsOfWhatWasAsked && attempt >= RetriesOfDivisible);
        exception.NextTryIn = isTriedAgain
            ? RetryWaits.Before(details.RetryAfter, attempt, failure == KeepnetFailure.Throttled)
            : null;
        return exception;
    }

    private sealed record Details(int? Status, string Words)
    {
        public TimeSpan? RetryAfter { get; init; }

        public bool IsFinal { get; init; }

        /// <summary>True when this client does not try again although someone may later.</summary>
        public bool IsLast { get; init; }

        /// <summary>True when the API took the request and failed at it.</summary>
        public bool IsOfWhatWasAsked { get; init; }

        public string? Advice { get; init; }

        public Exception? Cause { get; init; }
    }
}
