using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Vault;

/// <summary>Reads secrets from one Key Vault.</summary>
internal sealed partial class KeyVault(SecretClient client, TimeProvider time, ILogger<KeyVault> logger)
{
    private readonly VaultFailures _failures = new(client.VaultUri.Host);

    public string Host => client.VaultUri.Host;

    public static KeyVault Open(Uri vault, TokenCredential credential, TimeProvider time, ILogger<KeyVault> logger) =>
        new(new SecretClient(vault, credential, Options()), time, logger);

    /// <summary>A few tries within about half a minute: who waits for a secret had better learn soon that there is none.</summary>
    public static SecretClientOptions Options() => new()
    {
        Retry = { Mode = RetryMode.Exponential, MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(800), NetworkTimeout = TimeSpan.FromSeconds(20) },
    };

    /// <summary>The newest version.</summary>
    /// <exception cref="VaultException">It cannot be read or must not be used.</exception>
    public async Task<VaultSecret> ReadNewestAsync(SecretName name, CancellationToken cancellationToken)
    {
        var newest = await TryGetAsync(name, version: null, cancellationToken);
        return ObjectionTo(newest) is { } objection ? throw _failures.OfUnusable(name, objection) : VaultSecret.Of(newest!);
    }

    /// <summary>The newest versions that may be used, newest first; older ones are looked for only as far as they are needed.</summary>
    /// <exception cref="VaultException">None can be read.</exception>
    public async Task<IReadOnlyList<VaultSecret>> ReadUsableAsync(SecretName name, int max, CancellationToken cancellationToken)
    {
        var newest = await TryGetAsync(name, version: null, cancellationToken);
        var objection = ObjectionTo(newest);
        var usable = new List<VaultSecret>();
        if (objection is null)
        {
            usable.Add(VaultSecret.Of(newest!));
        }

        foreach (var version in usable.Count < max ? await ListOlderAsync(name, newest?.Properties.Version, cancellationToken) : [])
        {
            if (usable.Count < max && await TryGetAsync(name, version, cancellationToken) is { } older && ObjectionTo(older) is null)
            {
                usable.Add(VaultSecret.Of(older));
            }
        }

        return usable.Count > 0 ? usable : throw _failures.OfUnusable(name, objection!);
    }

    private async Task<IReadOnlyList<string>> ListOlderAsync(SecretName name, string? newest, CancellationToken cancellationToken)
    {
        var versions = new List<SecretProperties>();
        try
        {
            await foreach (var version in client.GetPropertiesOfSecretVersionsAsync(name.Name, cancellationToken))
            {
                versions.Add(version);
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 403)
        {
            // An access policy may allow reading without listing.
            LogCannotList(Host, name.Name);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _failures.Of(exception, name);
        }

        return [.. versions
            .Where(version => version.Version != newest && VaultFailures.ObjectionTo(version, time.GetUtcNow()) is null)
            .OrderByDescending(version => version.CreatedOn)
            .Select(version => version.Version)];
    }

    /// <returns>Null for a version that is disabled.</returns>
    private async Task<KeyVaultSecret?> TryGetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetSecretAsync(name.Name, version, cancellationToken)).Value;
        }
        catch (RequestFailedException exception) when (VaultFailures.IsDisabled(exception))
        {
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _failures.Of(exception, name);
        }
    }

    private string? ObjectionTo(KeyVaultSecret? secret) =>
        string.IsNullOrWhiteSpace(secret?.Value) && secret is not null ? "is empty" : VaultFailures.ObjectionTo(secret?.Properties, time.GetUtcNow());

    [LoggerMessage(LogLevel.Warning, "Key Vault {Vault} does not let the versions of secret {Secret} be listed, so only the newest is tried; the role Key Vault Secrets User would allow it.")]
    private partial void LogCannotList(string vault, string secret);
}
