namespace Keepnet.Export.Requests;

/// <summary>The body of an error, as RFC 9457 has it, with a stable <paramref name="Code"/>.</summary>
/// <param name="Type">A URN that ends in the code.</param>
/// <param name="Title">The kind of error in a few words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What is wrong with this request and what to do.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/> or <see cref="FailureCodes"/>.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code)
{
    public static ProblemDocument Of(int status, string code, string detail) =>
        new($"urn:keepnet-export:problem:{code}", TitleOf(status), status, detail, code);

    private static string TitleOf(int status) => status switch
    {
        400 => "The request is not valid",
        401 => "The API key is missing or wrong",
        403 => "The request is refused",
        404 => "There is no such thing",
        405 => "The method is not allowed",
        409 => "The request conflicts with another",
        413 => "The body is too large",
        415 => "The body is of the wrong type",
        422 => "The request cannot be worked on",
        502 => "The Keepnet API refuses",
        503 => "Not available for now",
        _ => "The request failed",
    };
}
