using Keepnet.Api.Authentication;

namespace Keepnet.Export.Vault;

/// <summary>Which credentials a vault has held: id and secret are two secrets and change one after the other.</summary>
internal static class CredentialHistory
{
    /// <summary>The pairs that were current at the same time, latest first, each once.</summary>
    /// <param name="ids">Versions of the client id, newest first; at least one.</param>
    /// <param name="secrets">Versions of the client secret, newest first; at least one.</param>
    public static IEnumerable<ClientCredentials> Of(IReadOnlyList<VaultSecret> ids, IReadOnlyList<VaultSecret> secrets)
    {
        var moments = ids.Concat(secrets).Select(version => version.CreatedOn).Distinct().OrderDescending();
        return moments
            .Select(moment => (Id: CurrentAt(ids, moment), Secret: CurrentAt(secrets, moment)))
            .Where(pair => pair is { Id: not null, Secret: not null })
            .Select(pair => new ClientCredentials(pair.Id!.Value, pair.Secret!.Value))
            .Prepend(new ClientCredentials(ids[0].Value, secrets[0].Value))
            .Distinct();
    }

    private static VaultSecret? CurrentAt(IReadOnlyList<VaultSecret> versions, DateTimeOffset moment) =>
        versions.FirstOrDefault(version => version.CreatedOn <= moment);
}
