using Keepnet.Api;

namespace Keepnet.Export;

/// <summary>The stable codes by which journals, summaries, documents and the HTTP API name a failure.</summary>
public static class FailureCodes
{
    public const string InvalidSettings = "invalidSettings";
    public const string Authentication = "authentication";
    public const string NotReseller = "notReseller";
    public const string IpRestricted = "ipRestricted";
    public const string Forbidden = "forbidden";
    public const string Privacy = "privacy";
    public const string NotFound = "notFound";
    public const string InvalidRequest = "invalidRequest";
    public const string Isolation = "isolation";
    public const string Throttled = "throttled";
    public const string Unavailable = "unavailable";
    public const string Protocol = "protocol";
    public const string Storage = "storage";
    public const string Canceled = "canceled";

    /// <summary>Whether what failed with this code may succeed later.</summary>
    public static bool IsPassing(string code) => code is Throttled or Unavailable or Protocol or Storage;

    public static string Of(KeepnetFailure failure) => failure switch
    {
        KeepnetFailure.Authentication => Authentication,
        KeepnetFailure.NotReseller => NotReseller,
        KeepnetFailure.IpRestricted => IpRestricted,
        KeepnetFailure.Forbidden => Forbidden,
        KeepnetFailure.Privacy => Privacy,
        KeepnetFailure.NotFound => NotFound,
        KeepnetFailure.InvalidRequest => InvalidRequest,
        KeepnetFailure.Throttled => Throttled,
        KeepnetFailure.Unavailable => Unavailable,
        KeepnetFailure.Protocol => Protocol,
        KeepnetFailure.Storage => Storage,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };
}
