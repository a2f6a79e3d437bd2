using System.Buffers;
using System.Security.Cryptography;
using Keepnet.Export.Benchmarks.Payloads;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>
/// What no exporter can beat: the requests an export takes, as many at once as the exporter allows itself, their bodies
/// hashed and written to files as they are. It knows beforehand what to ask for, so it reads nothing.
/// </summary>
/// <param name="job">What to fetch.</param>
/// <param name="copies">
/// How often each byte is hashed and written. None throws bodies away: that shows what the server and the wire can give.
/// </param>
internal sealed class CeilingClient(ClientJob job, int copies) : IBenchmarkClient, IDisposable
{
    private const int CallsAtOnce = 16;
    private const int BufferBytes = 64 * 1024;

    private readonly HttpClient _http = KeepnetCalls.CreateHttp(job.Url);
    private readonly SemaphoreSlim _calls = new(CallsAtOnce);

    public async Task RunAsync()
    {
        _http.Authorize("token");
        await FetchAsync(KeepnetCalls.Token(), "token");
        for (var page = 1; page <= (job.Shape.Companies + 99) / 100; page++)
        {
            await FetchAsync(KeepnetCalls.Companies(page), $"companies-{page}");
        }

        // The first is the reseller, whose own answers the exporter looks at too.
        var companies = Enumerable.Range(0, job.Shape.Companies + 1).Select(TenantBodies.CompanyId);
        await Parallel.ForEachAsync(
            companies,
            new ParallelOptions { MaxDegreeOfParallelism = KeepnetCalls.CompaniesAtOnce },
            async (company, _) => await ExportAsync(company));
    }

    public void Dispose()
    {
        _calls.Dispose();
        _http.Dispose();
    }

    private async Task ExportAsync(string company)
    {
        await FetchAsync(KeepnetCalls.Reports(company), $"{company}/reports");
        var details = company == TenantBodies.ResellerId ? [] : Enumerable.Range(0, job.Shape.Reports).Select(TenantBodies.ReportId);
        await Task.WhenAll(details
            .Select(report => FetchAsync(KeepnetCalls.Report(company, report), $"{company}/{report}"))
            .Append(FetchAsync(KeepnetCalls.Catalogue(company), $"{company}/catalogue")));
        await Task.WhenAll(Enumerable.Range(0, job.Shape.WidgetBytes.Count)
            .Select(WidgetText.WidgetId)
            .Chunk(KeepnetCalls.BatchSize)
            .Select((batch, index) => FetchAsync(KeepnetCalls.Widgets(company, batch), $"{company}/widgets-{index}")));
    }

    private async Task FetchAsync(HttpRequestMessage request, string name)
    {
        await _calls.WaitAsync();
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
            await KeepAsync(body, name);
        }
        finally
        {
            request.Dispose();
            _calls.Release();
        }
    }

    private async Task KeepAsync(Stream body, string name)
    {
        if (copies == 0)
        {
            await body.CopyToAsync(Stream.Null, BufferBytes);
            return;
        }

        var path = Path.Combine(job.Destination.Folder!, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        for (int count; (count = await body.ReadAsync(buffer)) > 0;)
        {
            for (var copy = 0; copy < copies; copy++)
            {
                hash.AppendData(buffer.AsSpan(0, count));
                file.Write(buffer.AsSpan(0, count));
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
