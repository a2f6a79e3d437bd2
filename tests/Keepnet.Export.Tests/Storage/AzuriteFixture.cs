namespace Keepnet.Export.Tests.Storage;

/// <summary>
/// A Blob Storage emulator of its own for a test class or collection. Where it cannot run (no node, no packages), tests that
/// ask for it are skipped on a developer's machine and fail where <c>CI</c> is set.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private string? _obstacle;

    /// <summary>For any client of Blob Storage.</summary>
    public string ConnectionString => Required();

    public async Task InitializeAsync()
    {
        try
        {
            _azurite = await AzuriteProcess.StartAsync();
        }
        catch (AzuriteUnavailableException e)
        {
            _obstacle = e.Message;
        }
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    private string Required()
    {
        if (_obstacle is not null && Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            throw new InvalidOperationException(_obstacle);
        }

        Skip.If(_obstacle is not null, _obstacle);
        return _azurite!.ConnectionString;
    }
}
