namespace Keepnet.Export.Requests;

/// <summary>A request that cannot be served, and the answer that says why.</summary>
internal sealed class RequestException(int status, string code, string detail, TimeSpan? retryAfter = null) : Exception(detail)
{
    public ApiAnswer Answer => ApiAnswer.Error(status, code, Message, retryAfter);

    public static RequestException Invalid(string detail) => new(400, ProblemCodes.InvalidRequest, detail);

    public static RequestException NoRun(string runId) =>
        new(404, ProblemCodes.NotFound, $"There is no run {runId}; GET /api/exports lists the runs.");
}
