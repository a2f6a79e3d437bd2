using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;

namespace Keepnet.Export.Tests.Storage;

/// <summary>A Blob Storage emulator, in memory, on a free port; disposing ends it.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    // The emulator's well-known account, the same on every machine.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;

    private AzuriteProcess(Process process, int port)
    {
        _process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    /// <summary>For any client of Blob Storage.</summary>
    public string ConnectionString { get; }

    /// <summary>Installs the emulator if need be, starts it, and waits until it answers.</summary>
    /// <exception cref="AzuriteUnavailableException">It cannot be installed or does not start.</exception>
    public static async Task<AzuriteProcess> StartAsync()
    {
        var script = await AzuriteInstallation.PrepareAsync();
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                script, "--inMemoryPersistence", "--blobHost", "127.0.0.1", "--blobPort", $"{port}",
                "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var azurite = new AzuriteProcess(process, port);
        await azurite.WaitUntilItAnswersAsync();
        return azurite;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilItAnswersAsync()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        var client = new BlobServiceClient(ConnectionString, options);
        for (var start = Stopwatch.StartNew(); ;)
        {
            try
            {
                await client.GetPropertiesAsync();
                return;
            }
            catch (Azure.RequestFailedException) when (start.Elapsed < TimeSpan.FromMinutes(1) && !_process.HasExited)
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
