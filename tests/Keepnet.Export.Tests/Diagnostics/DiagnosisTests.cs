using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.InterceptedKeepnet;

namespace Keepnet.Export.Tests.Diagnostics;

/// <summary>Each problem of credentials, permissions, address and store: which check tells of it, and how to mend it.</summary>
public sealed class DiagnosisTests
{
    private const string Reseller = """{"role":"Reseller","reseller_access":"True"}""";

    private static readonly Dictionary<string, Func<InterceptedKeepnet>> Problems = new()
    {
        ["wrong secret"] = () => At(TokenPath, () => Answer(400, """{"error":"invalid_client"}""")),
        ["wrong secret, 401"] = () => At(TokenPath, () => Answer(401, """{"error":"invalid_client"}""")),
        ["body refused"] = () => At(TokenPath, () => Answer(500, "")),
        ["address, at the token"] = () => At(TokenPath, () => Answer(403, """{"status":"IP_RESTRICTED"}""")),
        ["address, at the list"] = () => At(ListPath, () => Answer(403, """{"data":null,"status":"IP_RESTRICTED"}""")),
        ["other role"] = () => At(TokenPath, () => Token("""{"role":"Company Admin"}""")),
        ["other roles"] = () => At(TokenPath, () => Token("""{"role":["Company Admin","Reporter"]}""")),
        ["no reseller access"] = () => At(TokenPath, () => Token("""{"role":"Reseller","reseller_access":false}""")),
        ["list forbidden"] = () => At(ListPath, () => Answer(403, """{"data":null,"status":"FAILED","message":"Forbidden"}""")),
        ["list elsewhere"] = () => At(ListPath, () => Answer(404, "")),
        ["list rejected"] = () => At(ListPath, () => Answer(400, """{"status":"INPUT_ERROR","validationMessages":["OrderBy is not valid"]}""")),
        ["firewall"] = () => At(TokenPath, () => Page(403)),
        ["token refused"] = () => At(ListPath, () => Answer(401, "")),
        ["company forbidden"] = () => At(ReportsPath, () => Answer(403, """{"data":null,"status":"FAILED","message":"Access denied"}""")),
        ["web page"] = () => new InterceptedKeepnet(_ => Page(200)),
        ["web page, 404"] = () => new InterceptedKeepnet(_ => Page(404)),
        ["redirect"] = () => new InterceptedKeepnet(_ => Redirect("https://login.keepnet.test/")),
        ["unknown name"] = () => Throwing(HttpRequestError.NameResolutionError),
        ["refused connection"] = () => Throwing(HttpRequestError.ConnectionError),
        ["foreign certificate"] = () => Throwing(HttpRequestError.SecureConnectionError),
        ["proxy"] = () => Throwing(HttpRequestError.ProxyTunnelError),
        ["throttled"] = () => At(ListPath, () => Answer(429, "")),
        ["reports down"] = () => At(ReportsPath, () => Answer(503, "")),
    };

    private static readonly Dictionary<string, Func<InterceptedKeepnet>> Oddities = new()
    {
        ["roles with Reseller among them"] = () => At(TokenPath, () => Token("""{"role":["Reporter","Reseller"],"reseller_access":"true"}""")),
        ["claims missing"] = () => At(TokenPath, () => Token("{}")),
        ["permission missing"] = () => At(TokenPath, () => Token(Reseller, "\"permissions\":[\"companies/search|POST\",\"executive-report/search|POST\",\"executive-report/metrics|GET\"]")),
        ["clock ahead"] = () => At(TokenPath, () => Token("""{"role":"Reseller","iat":1782870000,"exp":1782873600}""")),
        ["clock behind"] = () => At(TokenPath, () => Token("""{"role":"Reseller","iat":1814400000}""")),
        ["expired on arrival"] = () => At(TokenPath, () => Token("""{"role":"Reseller","exp":1782870000}""")),
        ["no companies"] = () => new InterceptedKeepnet(new ScriptedKeepnet { Companies = "[]" }, _ => null),
        ["all closed"] = () => new InterceptedKeepnet(new ScriptedKeepnet { Companies = """[{"companyResourceId":"c1","privacyDurationId":0}]""" }, _ => null),
        ["closed after all"] = () => At(ReportsPath, () => Answer(403, """{"data":null,"status":"PRIVACY_ERROR"}""")),
    };

    [Theory]
    [InlineData("wrong secret", "credentials", "authentication", "Check the client id and secret made in Keepnet under Company Settings > REST API")]
    [InlineData("wrong secret, 401", "credentials", "authentication", "Check the client id and secret made in Keepnet under Company Settings > REST API")]
    [InlineData("body refused", "credentials", "unavailable", "check Keepnet:BaseUrl and proxies that change requests")]
    [InlineData("address, at the token", "credentials", "ipRestricted", "Put this machine's address on the REST API client's allow list")]
    [InlineData("address, at the list", "company list", "ipRestricted", "Put this machine's address on the REST API client's allow list")]
    [InlineData("other role", "role", "notReseller", "(role: Company Admin). Create a REST API client with the role Reseller")]
    [InlineData("other roles", "role", "notReseller", "(role: Company Admin, Reporter). Create a REST API client with the role Reseller")]
    [InlineData("no reseller access", "role", "notReseller", "Create a REST API client with the role Reseller")]
    [InlineData("list forbidden", "company list", "notReseller", "Give the REST API client the role Reseller")]
    [InlineData("list elsewhere", "company list", "notFound", "set Keepnet:BaseUrl to the API's address")]
    [InlineData("list rejected", "company list", "invalidRequest", "(INPUT_ERROR: OrderBy is not valid). The same request would be rejected again;")]
    [InlineData("firewall", "credentials", "authentication", "a firewall or proxy on the way may have refused the call")]
    [InlineData("token refused", "company list", "authentication", "see in Keepnet under Company Settings > REST API that the client is still active")]
    [InlineData("company forbidden", "reports", "forbidden", "grant it in Keepnet, or name the company in Export:Companies:Exclude")]
    [InlineData("web page", "credentials", "protocol", "it must be the API's address, not that of the web front end")]
    [InlineData("web page, 404", "credentials", "authentication", "There is no token endpoint at https://keepnet.test")]
    [InlineData("redirect", "credentials", "protocol", "(https://login.keepnet.test), which is not followed. Check Keepnet:BaseUrl")]
    [InlineData("unknown name", "credentials", "unavailable", "the name in https://keepnet.test is not known")]
    [InlineData("refused connection", "credentials", "unavailable", "https://keepnet.test cannot be reached")]
    [InlineData("foreign certificate", "credentials", "unavailable", "the certificate of https://keepnet.test is not trusted")]
    [InlineData("proxy", "credentials", "unavailable", "Check the proxy's address, user and password")]
    [InlineData("throttled", "company list", "throttled", "lower Export:MaxCallsPerSecond")]
    [InlineData("reports down", "reports", "unavailable", "Try again later")]
    public async Task A_problem_is_told_by_one_check_that_says_how_to_mend_it(string problem, string check, string code, string advice)
    {
        using var api = Problems[problem]();
        await using var exporter = api.NewExporter(new MemoryStore());

        var report = await exporter.DiagnoseAsync();

        var wrong = Assert.Single(report.Checks, one => one.Passed == false && one.Name == check);
        Assert.False(report.Healthy);
        Assert.Equal(code, wrong.Code);
        Assert.Contains(advice, wrong.Detail, StringComparison.Ordinal);
        Assert.EndsWith(".", wrong.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Checks, one => one.Detail.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("permission missing", "role", "executive-report/get-widget-datas|POST: grant it to the client's role")]
    [InlineData("clock ahead", "credentials", "minutes ahead of the API's: set it by a time server")]
    [InlineData("clock behind", "credentials", "behind the API's: set it by a time server")]
    [InlineData("expired on arrival", "credentials", "minutes ahead of the API's: set it by a time server")]
    [InlineData("no companies", "company list", "is empty, so a run would export nothing")]
    [InlineData("all closed", "company list", "every company in it is closed to outside access")]
    [InlineData("closed after all", "reports", "closed to outside access and is left out until it opens its account")]
    public async Task What_a_run_survives_is_a_warning(string oddity, string check, string advice)
    {
        using var api = Oddities[oddity]();
        await using var exporter = api.NewExporter(new MemoryStore());

        var report = await exporter.DiagnoseAsync();

        var warning = Assert.Single(report.Checks, one => one.Warning == true);
        Assert.True(report.Healthy);
        Assert.Equal(check, warning.Name);
        Assert.Contains(advice, warning.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roles with Reseller among them")]
    [InlineData("claims missing")]
    public async Task What_is_in_order_is_no_warning(string oddity)
    {
        using var api = Oddities[oddity]();
        await using var exporter = api.NewExporter(new MemoryStore());

        var report = await exporter.DiagnoseAsync();

        Assert.All(report.Checks, check => Assert.Equal((true, null), (check.Passed, check.Warning)));
    }

    [Theory]
    [InlineData("Keepnet:ClientId", "your-client-id")]
    [InlineData("Keepnet:ClientId", "…")]
    [InlineData("Keepnet:ClientSecret", "<secret from Keepnet>")]
    [InlineData("Keepnet:ClientSecret", "CHANGEME")]
    public async Task Credentials_that_only_stand_for_some_are_recognised_without_being_shown(string key, string value)
    {
        using var api = Problems["wrong secret"]();
        await using var exporter = api.NewExporter(new MemoryStore(), (key, value));

        var report = await exporter.DiagnoseAsync();

        var wrong = Assert.Single(report.Checks, check => check.Passed == false);
        Assert.Contains($"{key} looks like a placeholder", wrong.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(value, wrong.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_that_the_filters_leave_out_is_not_asked_for()
    {
        using var script = new ScriptedKeepnet { Companies = """[{"companyResourceId":"c1"},{"companyResourceId":"c2"}]""" };
        using var api = new InterceptedKeepnet(script, _ => null);
        await using var exporter = api.NewExporter(new MemoryStore(), ("Export:Companies:Exclude", "c1"));

        var report = await exporter.DiagnoseAsync();

        Assert.Contains(report.Checks, check => check.Name == "reports" && check.Detail.StartsWith("Company c2 ", StringComparison.Ordinal));
        Assert.DoesNotContain(script.Calls, call => call.EndsWith(" c1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_named_with_what_to_do()
    {
        using var api = new InterceptedKeepnet(_ => null);
        var file = Path.GetTempFileName();
        try
        {
            using var store = new DirectoryStore(Path.Combine(file, "exports"), TimeProvider.System);
            await using var exporter = api.NewExporter(store);

            var wrong = Assert.Single((await exporter.DiagnoseAsync()).Checks, check => check.Passed == false);

            Assert.Equal(("store", "storage"), (wrong.Name, wrong.Code));
            Assert.Contains(file, wrong.Detail, StringComparison.Ordinal);
            Assert.Contains("choose another directory", wrong.Detail, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static InterceptedKeepnet Throwing(HttpRequestError error) => new(_ => throw new HttpRequestException(error));
}
