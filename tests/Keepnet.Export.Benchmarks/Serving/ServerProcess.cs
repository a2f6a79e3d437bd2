using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Keepnet.Export.Benchmarks.Payloads;

namespace Keepnet.Export.Benchmarks.Serving;

/// <summary>The tenant in a process of its own; disposing ends it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private ServerProcess(Process process, string url)
    {
        _process = process;
        Url = url.TrimEnd('/');
        _http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    public static async Task<ServerProcess> StartAsync(TenantShape shape)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, BenchmarkCommands.ServerRole, JsonSerializer.Serialize(shape)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The tenant's server did not start.");
        return new ServerProcess(process, url);
    }

    /// <summary>What it did since it was last asked.</summary>
    public async Task<ServerWork> TakeWorkAsync() => (await _http.GetFromJsonAsync<ServerWork>("/benchmark/counts"))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
