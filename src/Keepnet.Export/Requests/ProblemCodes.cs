namespace Keepnet.Export.Requests;

/// <summary>The stable codes of errors that are about the request; what the Keepnet API or the store failed of keeps its <see cref="FailureCodes"/>.</summary>
public static class ProblemCodes
{
    public const string InvalidRequest = FailureCodes.InvalidRequest;
    public const string NotFound = FailureCodes.NotFound;
    public const string NoExport = "noExport";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = FailureCodes.Forbidden;
    public const string MethodNotAllowed = "methodNotAllowed";
    public const string Conflict = "conflict";
    public const string IdempotencyKeyReused = "idempotencyKeyReused";
    public const string PayloadTooLarge = "payloadTooLarge";
    public const string UnsupportedMediaType = "unsupportedMediaType";
    public const string InternalError = "internalError";
}
