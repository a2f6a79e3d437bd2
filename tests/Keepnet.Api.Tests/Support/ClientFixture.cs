using System.Diagnostics.Metrics;
using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Json;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Tests.Support;

/// <summary>A client on a fake API and a fake clock.</summary>
internal sealed class ClientFixture
{
    public const string SearchReports = "POST /api/executive-report/search";
    public const string SearchCompanies = "POST /api/companies/search";
    public const string Metrics = "GET /api/executive-report/metrics";

    private readonly Lazy<KeepnetClient> _client;

    public ClientFixture() => _client = new Lazy<KeepnetClient>(() => new KeepnetClient(
        new HttpMessageInvoker(Api, disposeHandler: false), Microsoft.Extensions.Options.Options.Create(Options), Credentials, Clock, Logger, Meters));

    public FakeKeepnet Api { get; } = new();

    public TestClock Clock { get; } = new();

    public KeepnetApiOptions Options { get; } = new();

    public IClientCredentialsSource Credentials { get; init; } = new FakeCredentials(new ClientCredentials("exporter-01", "s+cr=t&-very-secret"));

    public IMeterFactory? Meters { get; init; }

    public CapturingLogger<KeepnetClient> Logger { get; } = new();

    public CompanyScope Scope { get; } = new("Yc6hJ4nDg9Rf", new CallStatistics());

    public KeepnetClient Client => _client.Value;

    public ClientFixture Expect(string call, params IEnumerable<Answer> answers)
    {
        Api.Expect(call, answers);
        return this;
    }

    public Task<T> RunAsync<T>(Func<KeepnetClient, Task<T>> call) => Clock.RunAsync(call(Client));

    /// <summary>Searches the company's reports and returns each item's text.</summary>
    public async Task<IReadOnlyList<string>> SearchReportsAsync()
    {
        await using var answer = await RunAsync(client => client.SearchReportsAsync(Scope, CancellationToken.None));
        return [.. answer.Items.Select(item => TextOf(answer.Source, item))];
    }

    public Task<KeepnetApiException> SearchReportsFailureAsync() => FailureAsync(client => client.SearchReportsAsync(Scope, CancellationToken.None));

    public async Task<KeepnetApiException> FailureAsync<T>(Func<KeepnetClient, Task<T>> call) =>
        await Assert.ThrowsAsync<KeepnetApiException>(() => RunAsync(call));

    public static string TextOf(IJsonSource source, JsonItem item) =>
        Encoding.UTF8.GetString(JsonItems.ReadBytes(source, new JsonRange(item.Offset, item.Length, default)));
}
