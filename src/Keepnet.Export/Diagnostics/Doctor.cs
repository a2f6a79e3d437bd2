using Keepnet.Api;
using Keepnet.Api.Authentication;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Layout;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Diagnostics;

/// <summary>Checks, one after the other, all that a run needs; what fails says how to mend it.</summary>
public sealed class Doctor
{
    private const string Earlier = "a check before it did not pass";

    private readonly KeepnetClient _client;
    private readonly IExportStore _store;
    private readonly ExportSettings _settings;
    private readonly PrivacyFilterFactory _privacy;

    internal Doctor(KeepnetClient client, IExportStore store, ExportSettings settings, PrivacyFilterFactory privacy) =>
        (_client, _store, _settings, _privacy) = (client, store, settings, privacy);

    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        List<DoctorCheck> checks = [CheckSettings()];
        var identity = await CheckCredentialsAsync(checks, cancellationToken);
        checks.Add(identity is null ? DoctorCheck.NotMade("role", Earlier) : CredentialCheck.OfRole(identity));
        await CheckCompaniesAsync(checks, identity is not null, cancellationToken);
        if (_settings.Export.PrivacyKeySecretName is not null)
        {
            checks.Add(await CheckAsync("privacy key", () => ReadPrivacyKeyAsync(cancellationToken)));
        }

        checks.Add(await CheckAsync("store", () => WriteAsync(cancellationToken)));
        return DoctorReport.Of(checks);
    }

    /// <summary>The checks that are cheap enough to be asked for every few seconds: the token is reused, the store is only looked at.</summary>
    public async Task<DoctorReport> CheckHealthAsync(CancellationToken cancellationToken)
    {
        var checks = new List<DoctorCheck>();
        var identity = await CheckCredentialsAsync(checks, cancellationToken);
        checks.Add(identity is null ? DoctorCheck.NotMade("role", Earlier) : CredentialCheck.OfRole(identity));
        checks.Add(await CheckAsync("store", () => ReadAsync(cancellationToken)));
        return DoctorReport.Of(checks);
    }

    private static async Task<DoctorCheck> CheckAsync(string name, Func<Task<DoctorCheck>> check)
    {
        try
        {
            return await check();
        }
        catch (InvalidSettingsException exception)
        {
            return DoctorCheck.Wrong(name, FailureCodes.InvalidSettings, string.Join(' ', exception.Sentences));
        }
        catch (Exception exception) when (ExportFailure.TryOf(exception) is { } failure)
        {
            return DoctorCheck.Wrong(name, failure.Code, failure.Reason);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The other checks are worth making all the same. What it says may quote anything.
            return DoctorCheck.Wrong(
                name, FailureCodes.Protocol, $"It could not be checked ({exception.GetType().Name}). This is a fault of this program; please report it.");
        }
    }

    private DoctorCheck CheckSettings() => DoctorCheck.Fine(
        "settings", $"API {_settings.Api.BaseUrl}, store {_store.Location}, period {_settings.Export.Period}.");

    private async Task<TokenIdentity?> CheckCredentialsAsync(List<DoctorCheck> checks, CancellationToken cancellationToken)
    {
        TokenIdentity? identity = null;
        var check = await CheckAsync(
            "credentials", async () => CredentialCheck.OfAccepted(identity = await _client.GetIdentityAsync(cancellationToken)));
        var isRefused = check.Code == FailureCodes.Authentication;
        checks.Add(isRefused && CredentialCheck.Placeholder(_settings.Credentials) is { } key
            ? check with { Detail = $"{check.Detail} {key} looks like a placeholder: put in the value that Keepnet showed when the client was made." }
            : check);
        return identity;
    }

    private async Task CheckCompaniesAsync(List<DoctorCheck> checks, bool hasToken, CancellationToken cancellationToken)
    {
        var companies = new CompanyCheck(_client, _settings.Export.Companies.ToFilters([]));
        var list = hasToken
            ? await CheckAsync("company list", () => companies.CheckListAsync(cancellationToken))
            : DoctorCheck.NotMade("company list", Earlier);
        checks.Add(list);
        checks.Add(list.Passed == true
            ? await CheckAsync("reports", () => companies.CheckReportsAsync(cancellationToken))
            : DoctorCheck.NotMade("reports", Earlier));
    }

    private async Task<DoctorCheck> ReadAsync(CancellationToken cancellationToken)
    {
        await _store.TryReadAsync($"{StorePaths.Root}/health.json", cancellationToken);
        return DoctorCheck.Fine("store", $"{_store.Location} can be read.");
    }

    private async Task<DoctorCheck> ReadPrivacyKeyAsync(CancellationToken cancellationToken)
    {
        await _privacy.CreateAsync(cancellationToken);
        return DoctorCheck.Fine(
            "privacy key", _settings.Export.Privacy == PrivacyMode.Pseudonymize ? "It can be read." : "Not needed: Export:Privacy does not pseudonymize.");
    }

    private async Task<DoctorCheck> WriteAsync(CancellationToken cancellationToken)
    {
        // Where temporary data belongs: if this process dies here, the next run removes it.
        var folder = $"{StorePaths.Staging}/doctor-{Guid.NewGuid():N}";
        await using (var writer = await _store.CreateAsync($"{folder}/probe.json", cancellationToken))
        {
            await writer.Stream.WriteAsync("{}\n"u8.ToArray(), cancellationToken);
            await writer.CommitAsync(cancellationToken);
        }

        await _store.DeleteFolderAsync(folder, cancellationToken);
        return DoctorCheck.Fine("store", $"Files can be written to {_store.Location}.");
    }
}
