using System.Text;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Transport;

/// <summary>What a person reads: the call, the company, the status, the API's words, and what to do.</summary>
public sealed class WordingTests
{
    private const string Search = "POST /api/executive-report/search for company Yc6hJ4nDg9Rf";

    private readonly ClientFixture _fixture = new();

    public WordingTests()
    {
        _fixture.Options.MaxRetries = 0;
        _fixture.Options.MaxResponseBytes = 4096;
        _fixture.Options.MaxItems = 10;
        _fixture.Options.MaxJsonDepth = 16;
    }

    public static TheoryData<string, string> Companies => new()
    {
        { "forbidden", "was answered with HTTP 403 (FAILED: not yours). The credentials do not manage this company or their role lacks this call, so it is left out: grant it in Keepnet, or name the company in Export:Companies:Exclude." },
        { "privacy", "was answered with HTTP 403 (PRIVACY_ERROR). The company is closed to outside access and is left out until it opens its account: ask it to." },
        { "address", "was answered with HTTP 403 (IP_RESTRICTED). Put this machine's address on the REST API client's allow list, in Keepnet under Company Settings > REST API." },
        { "gone", "was answered with HTTP 404 (Company not found). It may have been deleted meanwhile, so it is left out; a new run asks anew." },
        { "throttled", "was answered with HTTP 429 (Too many requests). Try again in 900 s, or lower Export:MaxCallsPerSecond." },
        { "down", "was answered with HTTP 503. Try again later." },
        { "failed", "was answered with HTTP 200 but failed (FAILED: try again). Try again later." },
        { "unknown", "was answered with HTTP 200 but failed (MYSTERY). Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way." },
        { "page", "was answered with HTTP 200 and a web page instead of JSON. Check Keepnet:BaseUrl: it must be the API's address, not that of the web front end; a proxy on the way may show a page of its own, too." },
        { "cut", "was answered with HTTP 200 and a body that is no complete, valid JSON. Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way." },
        { "broken", "was answered with HTTP 200 and a body that is cut off. Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way." },
        { "undecodable", "was answered with HTTP 200 and a body that cannot be decoded. Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way." },
        { "large", "was given up: The answer is larger than 4096 bytes. Another try would end the same way; raise Keepnet:MaxResponseBytes if such answers are expected." },
        { "many", "was given up: The answer has more than 10 elements. Another try would end the same way; raise Keepnet:MaxItems if such answers are expected." },
        { "deep", "was given up: JSON is nested deeper than 16 levels. Another try would end the same way; raise Keepnet:MaxJsonDepth if such answers are expected." },
        { "redirect", "was answered with a redirect to another address (https://elsewhere.example.test), which is not followed. Check Keepnet:BaseUrl; it must be the address that answers itself." },
        { "closed", "got no answer: the connection was closed. Try again later; if it stays, check Keepnet:BaseUrl, the network and proxies on the way." },
        { "lost", "got no answer: the connection was lost. Try again later; if it stays, check Keepnet:BaseUrl, the network and proxies on the way." },
        { "odd", "got no usable answer: it breaks the rules of HTTP/2 or HTTP/3. Try again later; if it stays, check Keepnet:BaseUrl, the network and proxies on the way." },
        { "unresolved", "got no answer: the name in https://api.keepnetlabs.com is not known. Check Keepnet:BaseUrl, the network and its DNS." },
        { "unreachable", "got no answer: https://api.keepnetlabs.com cannot be reached. Check Keepnet:BaseUrl, the network, firewalls and proxies on the way." },
        { "tls", "was not sent: the certificate of https://api.keepnetlabs.com is not trusted, or TLS failed otherwise. Check Keepnet:BaseUrl and proxies on the way; a company's own authority must be trusted by this machine, no setting turns the check off." },
        { "proxy", "was not sent: the proxy on the way refuses it. Check the proxy's address, user and password (HTTPS_PROXY), or put the API into NO_PROXY." },
        { "headers", "was given up: the headers of its answer are too large. Another try would end the same way; check Keepnet:BaseUrl and proxies on the way." },
    };

    public static TheoryData<string, string> Lists => new()
    {
        { "gone", "was answered with HTTP 404 (Company not found). There is no such call at this address; set Keepnet:BaseUrl to the API's address, such as https://api.keepnetlabs.com." },
        { "rejected", "was answered with HTTP 400 (INPUT_ERROR: no such order). The same request would be rejected again; if the API's words do not tell why, ask Keepnet." },
        { "forbidden", "was answered with HTTP 403 (FAILED: not yours). Give the REST API client the role Reseller, in Keepnet under Company Settings > REST API." },
        { "firewall", "was answered with HTTP 403. The answer is a web page, so a firewall or proxy on the way may have refused the call: have it let this machine through. Otherwise: Give the REST API client the role Reseller, in Keepnet under Company Settings > REST API." },
        { "address", "was answered with HTTP 403 (IP_RESTRICTED). Put this machine's address on the REST API client's allow list, in Keepnet under Company Settings > REST API." },
        { "unauthorized", "was answered with HTTP 401 (invalid_client). The token was fetched a moment ago: see in Keepnet under Company Settings > REST API that the client is still active, and that Keepnet:BaseUrl and proxies on the way lead to the API that issued it." },
    };

    public static TheoryData<string, string> Tokens => new()
    {
        { "wrong", "was refused with HTTP 400 (invalid_client; no such client). Check the client id and secret made in Keepnet under Company Settings > REST API, and Keepnet:BaseUrl." },
        { "unauthorized", "was refused with HTTP 401 (invalid_client). Check the client id and secret made in Keepnet under Company Settings > REST API, and Keepnet:BaseUrl." },
        { "firewall", "was refused with HTTP 403. The answer is a web page, so a firewall or proxy on the way may have refused the call: have it let this machine through. Otherwise: Check the client id and secret made in Keepnet under Company Settings > REST API, and Keepnet:BaseUrl." },
        { "elsewhere", "was refused with HTTP 404. There is no token endpoint at https://api.keepnetlabs.com; set Keepnet:BaseUrl to the API's address, such as https://api.keepnetlabs.com." },
        { "fault", "was answered with HTTP 500. The token endpoint says this too of a body that is not form-encoded; this program's is, so try again later, and if it stays check Keepnet:BaseUrl and proxies that change requests." },
        { "address", "was answered with HTTP 403 (IP_RESTRICTED). Put this machine's address on the REST API client's allow list, in Keepnet under Company Settings > REST API." },
        { "page", "was answered with HTTP 200 but with a web page. Check Keepnet:BaseUrl: it must be the API's address, not that of the web front end; a proxy on the way may show a page of its own, too." },
        { "empty", "was answered with HTTP 200 but holds no access token. Try again later; if it stays, check Keepnet:BaseUrl and proxies on the way." },
    };

    private static Dictionary<string, Answer> AnswersOf { get; } = new()
    {
        ["forbidden"] = Answers.Json("""{"status":"FAILED","message":"not yours"}""", 403),
        ["privacy"] = Answers.Json("""{"status":"PRIVACY_ERROR"}""", 403),
        ["address"] = Answers.Json("""{"status":"IP_RESTRICTED"}""", 403),
        ["rejected"] = Answers.Json("""{"status":"INPUT_ERROR","message":"no such order"}""", 400),
        ["firewall"] = Answers.Html(403),
        ["gone"] = Answers.Json("""{"isSuccess":false,"messages":["Company not found"]}""", 404),
        ["throttled"] = Answers.Throttled("900"),
        ["down"] = Answers.Html(503),
        ["failed"] = Answers.Json("""{"data":[],"status":"FAILED","message":"try again"}"""),
        ["unknown"] = Answers.Json("""{"data":[],"status":"MYSTERY"}"""),
        ["page"] = Answers.Html(200),
        ["cut"] = Answers.Json("""{"data":["""),
        ["broken"] = Answers.Of(200, () => new StreamContent(new BrokenStream("{\"data\":["u8.ToArray(), new HttpIOException(HttpRequestError.ResponseEnded)))),
        ["undecodable"] = Answers.Bytes([0x22, 0xD8, 0x00, 0xD8], "application/json; charset=utf-16"),
        ["large"] = Answers.Data($"[\"{new string('x', 4096)}\"]"),
        ["many"] = Answers.Data("[0,1,2,3,4,5,6,7,8,9,10]"),
        ["deep"] = Answers.Data(new string('[', 20) + new string(']', 20)),
        ["redirect"] = Answers.Redirect(302, "https://elsewhere.example.test/login?x=y"),
        ["closed"] = Throws(HttpRequestError.ResponseEnded),
        ["lost"] = Throws(HttpRequestError.Unknown),
        ["odd"] = Throws(HttpRequestError.HttpProtocolError),
        ["unresolved"] = Throws(HttpRequestError.NameResolutionError),
        ["unreachable"] = Throws(HttpRequestError.ConnectionError),
        ["tls"] = Throws(HttpRequestError.SecureConnectionError),
        ["proxy"] = Throws(HttpRequestError.ProxyTunnelError),
        ["headers"] = Throws(HttpRequestError.ConfigurationLimitExceeded),
        ["wrong"] = Answers.Json("""{"error":"invalid_client","error_description":"no such client"}""", 400),
        ["unauthorized"] = Answers.Json("""{"error":"invalid_client"}""", 401),
        ["elsewhere"] = Answers.Html(404),
        ["fault"] = Answers.Json("", 500),
        ["empty"] = Answers.Json("{}"),
    };

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task A_failure_of_a_companys_call_says_all_that_is_needed(string what, string expected)
    {
        _fixture.Expect(ClientFixture.SearchReports, AnswersOf[what]);

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal($"{Search} {expected}", failure.Message);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_failure_of_the_company_list_says_all_that_is_needed(string what, string expected)
    {
        _fixture.Expect(ClientFixture.SearchCompanies, AnswersOf[what], AnswersOf[what]);

        var failure = await _fixture.FailureAsync(async client => await client.SearchCompaniesAsync(_ => { }, CancellationToken.None).CountAsync());

        Assert.Equal($"POST /api/companies/search {expected}", failure.Message);
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_failure_of_the_token_call_says_all_that_is_needed(string what, string expected)
    {
        _fixture.Expect(FakeKeepnet.TokenCall, AnswersOf[what]);

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.Equal($"POST /connect/token {expected}", failure.Message);
    }

    [Fact]
    public async Task Keeps_a_proxys_password_to_itself()
    {
        _fixture.Expect(ClientFixture.SearchReports, Answers.Throws(new HttpRequestException(
            HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://user:pa55@proxy:3128/' failed with status code '407'.")));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.DoesNotContain("pa55", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shortens_what_the_api_says_at_length()
    {
        var words = new StringBuilder().Insert(0, "very long ", 500).ToString();
        _fixture.Expect(ClientFixture.SearchReports, Answers.Json($$"""{"message":"{{words}}"}""", 400));

        var failure = await _fixture.SearchReportsFailureAsync();

        Assert.InRange(failure.Message.Length, 350, 600);
    }

    private static Answer Throws(HttpRequestError error) => Answers.Throws(new HttpRequestException(error, "Quotes anything."));
}
