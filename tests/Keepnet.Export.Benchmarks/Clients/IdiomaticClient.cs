using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>
/// The exporter an experienced developer writes in an afternoon: HttpClient, JsonNode, Parallel.ForEachAsync, UploadAsync.
/// It writes the same five files; it does not retry, hash, compare companies, survive a crash, or notice a changed schema.
/// </summary>
/// <param name="job">What to fetch and where to put it.</param>
/// <param name="companiesAtOnce">1 for a plain loop.</param>
internal sealed class IdiomaticClient(ClientJob job, int companiesAtOnce) : IBenchmarkClient, IDisposable
{
    private readonly HttpClient _http = KeepnetCalls.CreateHttp(job.Url);

    private readonly BlobContainerClient? _container =
        job.Destination.BlobConnectionString is { } connection ? new BlobContainerClient(connection, job.Destination.BlobContainer) : null;

    public async Task RunAsync()
    {
        var token = await SendAsync(KeepnetCalls.Token());
        _http.Authorize(token["access_token"]!.GetValue<string>());
        await Parallel.ForEachAsync(
            await CompaniesAsync(),
            new ParallelOptions { MaxDegreeOfParallelism = companiesAtOnce },
            async (company, _) => await ExportAsync(company));
    }

    public void Dispose() => _http.Dispose();

    private async Task<List<string>> CompaniesAsync()
    {
        var ids = new List<string>();
        for (var page = 1; ; page++)
        {
            var data = (await SendAsync(KeepnetCalls.Companies(page)))["data"]!;
            ids.AddRange(data["results"]!.AsArray().Select(company => company!["companyResourceId"]!.GetValue<string>()));
            if (page >= data["totalNumberOfPages"]!.GetValue<int>())
            {
                return ids;
            }
        }
    }

    private async Task ExportAsync(string company)
    {
        var reports = (await SendAsync(KeepnetCalls.Reports(company)))["data"]!.AsArray();
        var details = new JsonArray();
        foreach (var report in reports)
        {
            details.Add((await SendAsync(KeepnetCalls.Report(company, report!["resourceId"]!.GetValue<string>())))["data"]!.DeepClone());
        }

        var catalogue = (await SendAsync(KeepnetCalls.Catalogue(company)))["data"]!;
        var widgets = new JsonArray();
        foreach (var batch in WidgetIds(catalogue).Chunk(KeepnetCalls.BatchSize))
        {
            foreach (var widget in (await SendAsync(KeepnetCalls.Widgets(company, batch)))["data"]!.AsArray())
            {
                widgets.Add(widget!.DeepClone());
            }
        }

        await WriteAsync(company, "reports.json", reports.ToJsonString());
        await WriteAsync(company, "report-details.json", details.ToJsonString());
        await WriteAsync(company, "widgets.json", widgets.ToJsonString());
        var lines = new FlatLines(company);
        lines.Add(widgets);
        await WriteAsync(company, "metrics.ndjson", lines.Metrics);
        await WriteAsync(company, "tables.ndjson", lines.Tables);
    }

    private static IEnumerable<string> WidgetIds(JsonNode catalogue) =>
        from metric in catalogue["metrics"]!.AsArray()
        from widget in metric!["widgets"]!.AsArray()
        select widget!["resourceId"]!.GetValue<string>();

    private async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        return (await JsonNode.ParseAsync(body))!;
    }

    private async Task WriteAsync(string company, string name, string text)
    {
        if (_container is not null)
        {
            await _container.GetBlobClient($"{company}/{name}").UploadAsync(BinaryData.FromString(text), overwrite: true);
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(job.Destination.Folder!, company));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
