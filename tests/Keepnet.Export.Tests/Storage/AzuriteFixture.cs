using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;

namespace Keepnet.Export.Tests.Storage;

/// <summary>
/// A Blob Storage emulator of its own for a test class or collection, in memory, on a free port. Where it cannot run
/// (no node, no packages), tests that ask for it are skipped on a developer's machine and fail where <c>CI</c> is set.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // The emulator's well-known account, the same on every machine.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? _process;
    private string? _connectionString;
    private string? _obstacle;

    /// <summary>For any client of Blob Storage.</summary>
    public string ConnectionString => Required();

    public async Task InitializeAsync()
    {
        try
        {
            await StartAsync(await AzuriteInstallation.PrepareAsync());
        }
        catch (AzuriteUnavailableException e)
        {
            _obstacle = e.Message;
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private string Required()
    {
        if (_obstacle is not null && Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            throw new InvalidOperationException(_obstacle);
        }

        Skip.If(_obstacle is not null, _obstacle);
        return _connectionString!;
    }

    private async Task StartAsync(string script)
    {
        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                script, "--inMemoryPersistence", "--blobHost", "127.0.0.1", "--blobPort", $"{port}",
                "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _connectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
        await WaitUntilItAnswersAsync();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        var client = new BlobServiceClient(_connectionString, options);
        for (var start = Stopwatch.StartNew(); ;)
        {
            try
            {
                await client.GetPropertiesAsync();
                return;
            }
            catch (Azure.RequestFailedException) when (start.Elapsed < TimeSpan.FromMinutes(1) && !_process!.HasExited)
            {
                await Task.Delay(50);
            }
            catch (Azure.RequestFailedException e)
            {
                throw new AzuriteUnavailableException($"Azurite did not start: {e.Message}");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
