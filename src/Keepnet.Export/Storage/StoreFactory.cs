using Azure.Identity;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Storage;

/// <summary>The one store that the settings name.</summary>
internal static class StoreFactory
{
    public static IExportStore Create(ExportOptions options, TimeProvider time) => options switch
    {
        { BlobContainerUri: { } container } => BlobStore.Connect(new Uri(container), new DefaultAzureCredential()),
        { BlobConnectionString: { } connection, BlobContainer: { } container } => BlobStore.Connect(connection, container),
        _ => new DirectoryStore(options.Directory!, time),
    };
}
