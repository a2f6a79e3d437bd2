using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Keepnet.Api.Tests.Support;

/// <summary>Answers of the API, good and bad.</summary>
internal static class Answers
{
    public const string NoReports = """{"data":[],"status":"SUCCESS","message":null,"validationMessages":null}""";

    public static Answer Json(string json, int status = 200) => Of(status, () => new StringContent(json, Encoding.UTF8, "application/json"));

    public static Answer Data(string data) => Json($$"""{"data":{{data}},"status":"SUCCESS","message":null,"validationMessages":null}""");

    public static Answer Html(int status) => Of(status, () => new StringContent("<html><body>Sorry</body></html>", Encoding.UTF8, "text/html"));

    public static Answer Empty(int status) => Of(status, () => new ByteArrayContent([]));

    public static Answer Bytes(byte[] body, string contentType = "application/json") => Of(200, () =>
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    });

    public static Answer Token(string token, int expiresIn = 3600) =>
        Json($$"""{"access_token":"{{token}}","expires_in":{{expiresIn}},"token_type":"Bearer","scope":"api1"}""");

    public static Answer Throttled(string? retryAfter = null) => With(Json("""{"message":"Too many requests"}""", 429), "Retry-After", retryAfter);

    public static Answer Redirect(int status, string location) => With(Empty(status), "Location", location);

    public static Answer Throws(Exception exception) => _ => Task.FromException<HttpResponseMessage>(exception);

    /// <summary>Nothing, until the caller gives up.</summary>
    public static Answer Hangs() => async cancellationToken =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Nobody gave up.");
    };

    public static Answer Of(int status, Func<HttpContent> content) =>
        _ => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content() });

    public static Answer With(Answer answer, string header, string? value) => async cancellationToken =>
    {
        var response = await answer(cancellationToken);
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation(header, value);
        }

        return response;
    };
}
