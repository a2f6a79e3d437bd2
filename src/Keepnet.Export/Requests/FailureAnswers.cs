using System.Text.Json;
using Keepnet.Export.Exporting;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Requests;

/// <summary>Turns what went wrong behind a request into its answer; each keeps its failure code.</summary>
internal static class FailureAnswers
{
    /// <summary>Null for a fault of this program.</summary>
    public static ApiAnswer? TryOf(Exception exception) => exception switch
    {
        RequestException request => request.Answer,
        CompanyNotListedException unknown => ApiAnswer.Error(404, ProblemCodes.NotFound, unknown.Message),
        InvalidSettingsException settings => ApiAnswer.Error(500, FailureCodes.InvalidSettings, string.Join(' ', settings.Sentences)),
        JsonException => ApiAnswer.Error(500, FailureCodes.Storage, "A file in the store is not the JSON this program writes; 'keepnet-export verify' names it."),
        _ => ExportFailure.TryOf(exception) is { } failure ? Of(failure) : null,
    };

    // 503 invites a repetition; 502 needs a person, at Keepnet's end or at that of its credentials.
    private static ApiAnswer Of(ExportFailure failure) => failure switch
    {
        { IsPassing: true } => ApiAnswer.Error(503, failure.Code, failure.Reason, failure.RetryAfter ?? RetryAfter.Failure),
        { Code: FailureCodes.Storage } => ApiAnswer.Error(500, failure.Code, failure.Reason),
        _ => ApiAnswer.Error(502, failure.Code, failure.Reason),
    };
}
