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

        // What the service says about credentials may quote them.
        var inner = cause is RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException ? null : cause;
        return Trouble(cause)?.ToException($"Cannot {action} {path} in {location}", inner);
    }

    public StoreException AlreadyExists(string path)
        => new($"Cannot write {path} in {location}: a file of this name is there already. Nothing was changed.", isPassing: false);

    private static StoreTrouble? Trouble(Exception exception) => exception switch
    {
        CredentialUnavailableException => StoreTrouble.OfStore("no Azure identity was found", "Sign in with 'az login', or give the app a managed identity."),
        AuthenticationFailedException => StoreTrouble.OfStore("signing in to Azure failed", "Check the identity's settings (AZURE_CLIENT_ID, AZURE_TENANT_ID) and sign in again."),
        RequestFailedException { Status: > 0 } e => OfCode(e),
        RequestFailedException or HttpRequestException or SocketException => StoreTrouble.Outage("the storage account cannot be reached", "Check its name, the network and its firewall."),
        OperationCanceledException or TimeoutException => StoreTrouble.Outage("the storage account did not answer in time", "Try again later."),
        IOException => StoreTrouble.Outage("the connection to the storage account broke", "Try again later."),
        _ => null,
    };

    private static StoreTrouble OfCode(RequestFailedException e) => e.Code() switch
    {
        "AuthorizationPermissionMismatch" or "InsufficientAccountPermissions" => StoreTrouble.OfStore("permission is denied", Role),
        "AuthorizationFailure" => StoreTrouble.OfStore("the storage account refuses this caller", "Check its firewall and network rules. " + Role),
        "AuthenticationFailed" or "InvalidAuthenticationInfo" or "NoAuthenticationInformation"
            => StoreTrouble.OfStore("the storage account does not accept the credentials", "Renew the key or signature, check the tenant, and see that this machine's clock is right."),
        "KeyBasedAuthenticationNotPermitted" => StoreTrouble.OfStore("the storage account does not allow keys", "Use Export:BlobContainerUri with a Microsoft Entra identity."),
        "ContainerNotFound" => StoreTrouble.OfStore("the container does not exist and could not be created", "Create it, or allow this identity to."),
        "AccountIsDisabled" => StoreTrouble.OfStore("the storage account is disabled", "Enable it, or choose another one."),
        "BlobImmutableDueToPolicy" => StoreTrouble.OfStore("a policy forbids changes", "Choose a container without an immutability policy."),
        "InvalidBlobType" => StoreTrouble.OfFile("a blob of another kind is there", "Remove it, or choose another container."),
        "ContainerBeingDeleted" or "ContainerDisabled" => StoreTrouble.Outage("the container is being deleted", "Wait some minutes, or choose another container."),
        "ServerBusy" or "OperationTimedOut" or "InternalError" => StoreTrouble.Outage($"the storage account is busy or out of order ({e.Code()})", "Try again later."),
        _ => OfStatus(e),
    };

    private static StoreTrouble OfStatus(RequestFailedException e)
    {
        var answer = $"the storage account answered {e.Status} {e.Code()}".TrimEnd();
        return e.Status switch
        {
            401 or 403 => StoreTrouble.OfStore(answer, Role),
            408 or 429 or >= 500 => StoreTrouble.Outage(answer, "Try again later."),
            409 or 412 => StoreTrouble.OfFileForNow(answer, "Somebody else changed it meanwhile; try again."),
            _ => StoreTrouble.OfFile(answer, "Check the container's address and its settings."),
        };
    }
}
