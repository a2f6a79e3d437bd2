using Keepnet.Api.Authentication;
using Keepnet.Export.Settings;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Vault;

/// <summary>
/// Client credentials from a vault. Read once; read again, with a few older versions, when the token endpoint refuses what it
/// was given. So a rotation needs no restart, whichever of vault and Keepnet is ahead and in whatever order id and secret change.
/// </summary>
internal sealed partial class KeyVaultCredentials(
    KeyVault vault, CredentialOptions options, TimeProvider time, ILogger<KeyVaultCredentials> logger) : IClientCredentialsSource, IDisposable
{
    private const int MaxVersions = 3;

    // However many callers are refused: the vault is asked again only after this.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SecretName _id = new("Keepnet:ClientIdSecretName", options.ClientIdSecretName);
    private readonly SecretName _secret = new("Keepnet:ClientSecretSecretName", options.ClientSecretSecretName);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HashSet<ClientCredentials> _refused = [];
    private readonly Queue<ClientCredentials> _candidates = [];
    private ClientCredentials? _current;
    private VaultException? _failure;
    private long? _failedAt;
    private long? _reReadAt;

    /// <inheritdoc/>
    public async ValueTask<ClientCredentials> GetAsync(ClientCredentials? refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _current = refused is null
                ? _current ?? (await ReadAsync(maxVersions: 1, cancellationToken))[0]
                : await FindOtherAsync(refused, cancellationToken);
        }
        catch (VaultException exception)
        {
            throw new CredentialsUnavailableException(exception.Message, exception.IsPassing, exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<ClientCredentials> FindOtherAsync(ClientCredentials refused, CancellationToken cancellationToken)
    {
        _refused.Add(refused);
        if (NextCandidate() is { } candidate)
        {
            return candidate;
        }

        if (!IsRecent(_reReadAt))
        {
            // What was refused before may be accepted by now, except for what has been refused just now.
            _refused.Clear();
            _refused.Add(refused);
            foreach (var read in await ReadAsync(MaxVersions, cancellationToken))
            {
                _candidates.Enqueue(read);
            }

            _reReadAt = time.GetTimestamp();
            LogReadAgain(vault.Host, _candidates.Count(read => !_refused.Contains(read)));
        }

        return NextCandidate() ?? refused;
    }

    private ClientCredentials? NextCandidate()
    {
        while (_candidates.TryDequeue(out var candidate))
        {
            if (!_refused.Contains(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<ClientCredentials>> ReadAsync(int maxVersions, CancellationToken cancellationToken)
    {
        if (_failure is { } known && IsRecent(_failedAt))
        {
            throw new VaultException(known.Message, known.IsPassing, known);
        }

        try
        {
            var ids = await vault.ReadUsableAsync(_id, maxVersions, cancellationToken);
            var secrets = await vault.ReadUsableAsync(_secret, maxVersions, cancellationToken);
            return [.. CredentialHistory.Of(ids, secrets)];
        }
        catch (VaultException exception)
        {
            (_failure, _failedAt) = (exception, time.GetTimestamp());
            throw;
        }
    }

    private bool IsRecent(long? timestamp) => timestamp is { } then && time.GetElapsedTime(then) < Pause;

    [LoggerMessage(LogLevel.Information, "The token endpoint refused the client credentials; Key Vault {Vault} was read again and has {Count} others to try.")]
    private partial void LogReadAgain(string vault, int count);
}
