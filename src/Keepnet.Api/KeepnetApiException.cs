namespace Keepnet.Api;

/// <summary>A call that failed for good, as far as this client's own retries go.</summary>
public sealed class KeepnetApiException : Exception
{
    public KeepnetApiException(KeepnetFailure failure, string call, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Call = call;
    }

    public KeepnetFailure Failure { get; }

    /// <summary>Verb and path, for example <c>POST /api/executive-report/search</c>.</summary>
    public string Call { get; }

    /// <summary>The company of the call, if it had one.</summary>
    public string? CompanyId { get; init; }

    /// <summary>HTTP status, if there was an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The API's own words, shortened and redacted.</summary>
    public string? ApiMessage { get; init; }

    /// <summary>How long the API asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when another try with the same request cannot help although the failure is of a passing kind (a limit exceeded, a refused redirect).</summary>
    public bool IsFinalForItem { get; init; }

    public NextStep Next => Failure switch
    {
        KeepnetFailure.Authentication or KeepnetFailure.NotReseller or KeepnetFailure.IpRestricted or KeepnetFailure.Storage => NextStep.FixSettings,
        KeepnetFailure.Throttled or KeepnetFailure.Unavailable or KeepnetFailure.Protocol when !IsFinalForItem => NextStep.TryLater,
        _ => NextStep.GiveUp,
    };

    /// <summary>How long to wait before the next try; null when this client does not try again.</summary>
    internal TimeSpan? NextTryIn { get; set; }
}
