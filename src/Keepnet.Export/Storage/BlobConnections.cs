using Azure.Core;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace Keepnet.Export.Storage;

/// <summary>Ways to reach a container.</summary>
internal static class BlobConnections
{
    public static BlobStore Open(Uri container, TokenCredential credential)
    {
        if (!container.IsAbsoluteUri || new BlobUriBuilder(container) is not { BlobContainerName.Length: > 0, BlobName.Length: 0 })
        {
            throw new StoreException(
                "Cannot use the blob container URI: it must name an account and a container, such as https://account.blob.core.windows.net/exports.",
                isPassing: false);
        }

        // An address that is signed brings its own permission.
        var isSigned = new BlobUriBuilder(container).Sas is not null;
        return new BlobStore(isSigned ? new BlobContainerClient(container, Options()) : WithToken(container, credential));
    }

    public static BlobStore Open(string connectionString, string container)
    {
        try
        {
            return new BlobStore(new BlobContainerClient(connectionString, container, Options()));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // Without the cause: it may quote the key.
            throw new StoreException(
                "Cannot use the blob connection string or the container's name: copy the whole string from the storage account's access keys, "
                + "or UseDevelopmentStorage=true for Azurite.",
                isPassing: false);
        }
    }

    /// <summary>A few tries within about a minute, and a checksum with each upload.</summary>
    public static BlobClientOptions Options()
    {
        var options = new BlobClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 5,
                Delay = TimeSpan.FromMilliseconds(800),
                MaxDelay = TimeSpan.FromSeconds(20),
                NetworkTimeout = TimeSpan.FromSeconds(100),
            },
        };
        options.TransferValidation.Upload.ChecksumAlgorithm = StorageChecksumAlgorithm.MD5;
        return options;
    }

    private static BlobContainerClient WithToken(Uri container, TokenCredential credential)
    {
        try
        {
            return new BlobContainerClient(container, credential, Options());
        }
        catch (ArgumentException)
        {
            throw new StoreException("Cannot use the blob container URI: signing in needs https.", isPassing: false);
        }
    }
}
