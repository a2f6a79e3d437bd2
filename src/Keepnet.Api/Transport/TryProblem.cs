using System.Globalization;
using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Api.Transport;

/// <summary>A try of a call that ended in an exception, in words.</summary>
/// <param name="Failure">What kind of failure.</param>
/// <param name="What">What happened to the call.</param>
/// <param name="Advice">What to do; null for the usual of this failure.</param>
internal sealed record TryProblem(KeepnetFailure Failure, string What, string? Advice = null)
{
    public const string AdviceForPages =
        "Check Keepnet:BaseUrl: it must be the API's address, not that of the web front end; a proxy on the way may show a page of its own, too.";

    /// <summary>True when another try would end the same way.</summary>
    public bool IsFinal { get; init; }

    /// <summary>True when this client does not try again although someone may later.</summary>
    public bool IsLast { get; init; }

    /// <summary>Null for exceptions that are none of the call's.</summary>
    /// <param name="exception">What ended the try.</param>
    /// <param name="deadline">The try's time.</param>
    /// <param name="head">What had arrived by then; null for nothing.</param>
    /// <param name="address">Scheme, host and port of the API.</param>
    public static TryProblem? Of(Exception exception, TryDeadline deadline, AnswerHead? head, string address) => exception switch
    {
        KeepnetApiException => null,
        _ when deadline.Reason is { } reason => new(KeepnetFailure.Unavailable, $"was given up: {reason}"),
        SpoolException => new(
            KeepnetFailure.Storage, $"could not be received: {exception.Message.TrimEnd('.')}", "Make room there or set Keepnet:SpoolDirectory to a folder with enough.")
        {
            IsLast = true,
        },
        JsonLimitException limit => new(KeepnetFailure.Protocol, $"was given up: {limit.Message.TrimEnd('.')}", AdviceFor(limit.Limit)) { IsFinal = true },
        JsonException when head is { IsPage: true } => Answered(head, "a web page instead of JSON", AdviceForPages),
        JsonException => Answered(head, "a body that is no complete, valid JSON"),
        DecoderFallbackException or InvalidDataException => Answered(head, "a body that cannot be decoded"),
        HttpIOException => Answered(head, "a body that is cut off"),
        HttpRequestException http => Of(ConnectionProblem.Of(http, address)),
        IOException => new(KeepnetFailure.Unavailable, "lost its connection"),
        OperationCanceledException => new(KeepnetFailure.Unavailable, "got no connection in time"),
        _ => null,
    };

    private static TryProblem Of(ConnectionProblem problem) =>
        new(problem.Failure, problem.What, problem.Advice) { IsFinal = problem.IsFinal };

    private static TryProblem Answered(AnswerHead? head, string with, string? advice = null) => new(
        KeepnetFailure.Protocol,
        head is null ? $"was answered with {with}" : string.Create(CultureInfo.InvariantCulture, $"was answered with HTTP {head.Status} and {with}"),
        advice);

    private static string AdviceFor(JsonLimit limit) => limit switch
    {
        JsonLimit.Bytes => RaiseOnly("Keepnet:MaxResponseBytes"),
        JsonLimit.Depth => RaiseOnly("Keepnet:MaxJsonDepth"),
        JsonLimit.Items => RaiseOnly("Keepnet:MaxItems"),
        _ => "Another try would end the same way, and this limit is fixed; report it if Keepnet really sends such values.",
    };

    private static string RaiseOnly(string setting) => $"Another try would end the same way; raise {setting} if such answers are expected.";
}
