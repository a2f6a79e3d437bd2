namespace Keepnet.Export.Requests;

/// <summary>The answer to one HTTP request, for a head to copy to the wire as it is.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">JSON in UTF-8.</param>
/// <param name="Headers">Headers besides content type and length.</param>
public sealed record ApiAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>An error (RFC 9457) with one of <see cref="ProblemCodes"/> or <see cref="FailureCodes"/>.</summary>
    public static ApiAnswer Error(int status, string code, string detail, TimeSpan? retryAfter = null)
    {
        var headers = retryAfter is { } wait ? new Dictionary<string, string> { ["Retry-After"] = RetryAfter.Text(wait) } : NoHeaders;
        return new ApiAnswer(status, ProblemJson, ExportJson.Document(ProblemDocument.Of(status, code, detail)), headers);
    }

    internal static ApiAnswer Of<T>(int status, T document, params (string Name, string Value)[] headers) =>
        new(status, Json, ExportJson.Document(document), headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase));

    internal static ApiAnswer Raw(ReadOnlyMemory<byte> json) => new(200, Json, json, NoHeaders);
}
