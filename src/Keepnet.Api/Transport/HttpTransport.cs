using System.Net;
using System.Net.Http.Headers;
using Keepnet.Api.Telemetry;

namespace Keepnet.Api.Transport;

/// <summary>Sends one request and follows redirects as long as they stay on the same host.</summary>
internal sealed class HttpTransport(HttpMessageInvoker http, KeepnetApiOptions options, CallCounter counter, ApiFailures failures)
{
    private const int MaxRedirects = 5;
    private const string ScopeHeader = "X-KEEPNET-Company-Id";
    private const string LegacyScopeHeader = "x-ir-company-id";

    private readonly string _baseUrl = options.BaseUrl.TrimEnd('/');

    /// <param name="call">What to send.</param>
    /// <param name="bearer">The access token; null for the token call itself.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <returns>The answer, its body not yet received.</returns>
    public async Task<HttpResponseMessage> SendAsync(ApiCall call, string? bearer, CancellationToken cancellationToken)
    {
        var uri = new Uri(_baseUrl + call.Path);
        for (var redirects = 0; ; redirects++)
        {
            using var request = CreateRequest(call, uri, bearer);
            var response = await SendAsync(call, request, cancellationToken);
            if (!IsRedirect(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                uri = Follow(call, uri, response, redirects);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        counter.CountCall(call);
        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            counter.CountAnswer(call, (int)response.StatusCode);
            ApiActivities.Answered((int)response.StatusCode);
            return response;
        }
        catch (Exception exception)
        {
            counter.CountNoAnswer(call, exception);
            throw;
        }
    }

    private HttpRequestMessage CreateRequest(ApiCall call, Uri uri, string? bearer)
    {
        // HTTP/2 where TLS negotiates it, else 1.1.
        var request = new HttpRequestMessage(call.Method, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (call.Scope is { } scope)
        {
            request.Headers.TryAddWithoutValidation(ScopeHeader, scope.CompanyId);
            if (options.SendLegacyCompanyHeader)
            {
                request.Headers.TryAddWithoutValidation(LegacyScopeHeader, scope.CompanyId);
            }
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        }

        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private Uri Follow(ApiCall call, Uri from, HttpResponseMessage response, int redirects)
    {
        var target = Uri.TryCreate(from, response.Headers.Location, out var location) ? location : null;
        var problem = target is null ? "a redirect without a target"
            : !IsSameHost(from, target) ? $"a redirect to another address ({target.Scheme}://{target.Authority}), which is not followed"
            : redirects == MaxRedirects ? $"more than {MaxRedirects} redirects"

            // 303 asks for a GET, which is another call than a POST. The others repeat the POST: all calls here only read.
            : response.StatusCode == HttpStatusCode.SeeOther && call.Method != HttpMethod.Get ? "a redirect that turns a POST into a GET"
            : null;
        return problem is null ? target! : throw failures.RefusedRedirect(call, (int)response.StatusCode, problem);
    }

    private static bool IsSameHost(Uri from, Uri target) =>
        Uri.Compare(from, target, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
