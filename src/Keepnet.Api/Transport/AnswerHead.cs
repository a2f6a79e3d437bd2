namespace Keepnet.Api.Transport;

/// <summary>What is known of an answer before its body.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="IsPage">Whether it calls itself a web page, which this API never sends.</param>
internal sealed record AnswerHead(int Status, bool IsPage)
{
    public static AnswerHead Of(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType?.Equals("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
