using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Reading a directory or container that does not exist is a mistyped name, not an empty store.</summary>
internal static class StorePresence
{
    public static async Task RequireAsync(IHost host, CancellationToken cancellationToken)
    {
        var store = host.Services.GetRequiredService<IExportStore>();
        if (!await store.ExistsAsync(cancellationToken))
        {
            var kind = host.Settings().Export.Directory is null ? "container" : "directory";
            throw new InvalidSettingsException($"There is no {kind} {store.Location}; name the store with --out or --blob-container-uri.");
        }
    }
}
