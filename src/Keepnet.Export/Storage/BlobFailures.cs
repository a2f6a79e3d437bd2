using System.Net.Sockets;
using Azure;
using Azure.Identity;

namespace Keepnet.Export.Storage;

/// <summary>Turns failures of Blob Storage into sentences that quote no key, signature or token.</summary>
internal sealed class BlobFailures(string location)
{
    private const string Role = "Give this identity the role Storage Blob Data Contributor on the container; a new role takes some minutes to work.";

    public async Task<T> GuardAsync<T>(string action, string path, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Explain(e, action, path) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The exception to throw instead, or null for one that is not the storage's.</summary>
    public StoreException? Explain(Exception exception, string action, string path)
    {
        // When all retries fail, the last failure tells most.
        var cause = exception is AggregateException { InnerExceptions: [.., var last] } ? last : exception;
        if (Reason(cause) is not var (reason, advice, isPassing))
        {
            return null;
        }

        // What the service says about credentials may quote them.
        var inner = cause is RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException ? null : cause;
        return new StoreException($"Cannot {action} {path} in {location}: {reason}. {advice}", isPassing, inner);
    }

    public StoreException AlreadyExists(string path)
        => new($"Cannot write {path} in {location}: a file of this name is there already. Nothing was changed.", isPassing: false);

    private static (string Reason, string Advice, bool IsPassing)? Reason(Exception exception) => exception switch
    {
        CredentialUnavailableException => ("no Azure identity was found", "Sign in with 'az login', or give the app a managed identity.", false),
        AuthenticationFailedException => ("signing in to Azure failed", "Check the identity's settings (AZURE_CLIENT_ID, AZURE_TENANT_ID) and sign in again.", false),
        RequestFailedException { Status: > 0 } e => OfCode(e),
        RequestFailedException or HttpRequestException or SocketException => ("the storage account cannot be reached", "Check its name, the network and its firewall.", true),
        OperationCanceledException or TimeoutException => ("the storage account did not answer in time", "Try again later.", true),
        IOException => ("the connection to the storage account broke", "Try again later.", true),
        _ => null,
    };

    private static (string, string, bool) OfCode(RequestFailedException e) => e.Code() switch
    {
        "AuthorizationPermissionMismatch" or "InsufficientAccountPermissions" => ("permission is denied", Role, false),
        "AuthorizationFailure" => ("the storage account refuses this caller", "Check its firewall and network rules. " + Role, false),
        "AuthenticationFailed" or "InvalidAuthenticationInfo" or "NoAuthenticationInformation"
            => ("the storage account does not accept the credentials", "Renew the key or signature, check the tenant, and see that this machine's clock is right.", false),
        "KeyBasedAuthenticationNotPermitted" => ("the storage account does not allow keys", "Use Export:BlobContainerUri with a Microsoft Entra identity.", false),
        "ContainerNotFound" => ("the container does not exist and could not be created", "Create it, or allow this identity to.", false),
        "AccountIsDisabled" => ("the storage account is disabled", "Enable it, or choose another one.", false),
        "BlobImmutableDueToPolicy" => ("a policy forbids changes", "Choose a container without an immutability policy.", false),
        "InvalidBlobType" => ("a blob of another kind is there", "Remove it, or choose another container.", false),
        "ContainerBeingDeleted" or "ContainerDisabled" => ("the container is being deleted", "Wait some minutes, or choose another container.", true),
        "ServerBusy" or "OperationTimedOut" or "InternalError" => ($"the storage account is busy or out of order ({e.Code()})", "Try again later.", true),
        _ => OfStatus(e),
    };

    private static (string, string, bool) OfStatus(RequestFailedException e)
    {
        var answer = $"the storage account answered {e.Status} {e.Code()}".TrimEnd();
        return e.Status switch
        {
            401 or 403 => (answer, Role, false),
            408 or 429 or >= 500 => (answer, "Try again later.", true),
            409 or 412 => (answer, "Somebody else changed it meanwhile; try again.", true),
            _ => (answer, "Check the container's address and its settings.", false),
        };
    }
}
