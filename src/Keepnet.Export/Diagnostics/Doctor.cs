using Keepnet.Api;
using Keepnet.Api.Authentication;
using Keepnet.Api.Companies;
using Keepnet.Api.Transport;
using Keepnet.Export.Exporting;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Vault;

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
        var checks = new List<DoctorCheck> { new("settings", true, $"API {_settings.Api.BaseUrl}, store {_store.Location}, period {_settings.Export.Period}.") };
        TokenIdentity? identity = null;
        Company? company = null;
        checks.Add(await CheckAsync("credentials", async () => (identity = await _client.GetIdentityAsync(cancellationToken)) is { OwnCompanyName: { } name }
            ? $"The API accepts them; they belong to {name}."
            : "The API accepts them."));
        checks.Add(identity is null ? NotChecked("role") : CheckRole(identity));
        checks.Add(identity is null ? NotChecked("company list") : await CheckAsync("company list", async () =>
        {
            company = await FirstCompanyAsync(cancellationToken);
            return company is null ? "It can be read but holds no company that is open to these credentials." : "It can be read.";
        }));
        checks.Add(company is null ? NotChecked("reports", checks[^1].Passed == true ? "there is no open company" : Earlier) : await CheckAsync("reports", () => ReportsAsync(company, cancellationToken)));
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
        TokenIdentity? identity = null;
        var credentials = await CheckAsync("credentials", async () =>
        {
            identity = await _client.GetIdentityAsync(cancellationToken);
            return "The API accepts them.";
        });
        var role = identity is null ? NotChecked("role") : CheckRole(identity);
        return DoctorReport.Of([credentials, role, await CheckAsync("store", () => ReadAsync(cancellationToken))]);
    }

    private static async Task<DoctorCheck> CheckAsync(string name, Func<Task<string>> check)
    {
        try
        {
            return new DoctorCheck(name, true, await check());
        }
        catch (KeepnetApiException exception)
        {
            return new DoctorCheck(name, false, exception.Message, FailureCodes.Of(exception.Failure));
        }
        catch (StoreException exception)
        {
            return new DoctorCheck(name, false, exception.Message, FailureCodes.Storage);
        }
        catch (VaultException exception)
        {
            return new DoctorCheck(name, false, exception.Message, ExportFailure.Of(exception).Code);
        }
        catch (InvalidSettingsException exception)
        {
            return new DoctorCheck(name, false, exception.Message + ".", FailureCodes.InvalidSettings);
        }
    }

    private static DoctorCheck NotChecked(string name, string reason = Earlier) => new(name, null, $"Not checked, because {reason}.");

    private static DoctorCheck CheckRole(TokenIdentity identity)
    {
        if (ResellerRole.Objection(identity) is { } objection)
        {
            return new DoctorCheck("role", false, objection, FailureCodes.NotReseller);
        }

        var missing = NeededPermissions.MissingIn(identity);
        return new DoctorCheck("role", true, missing.Count == 0
            ? "Reseller."
            : $"Reseller, but the token does not list {string.Join(", ", missing)}: grant it to the client's role if the checks below fail.");
    }

    private async Task<Company?> FirstCompanyAsync(CancellationToken cancellationToken)
    {
        await foreach (var company in _client.SearchCompaniesAsync(_ => { }, cancellationToken))
        {
            // A company closed to outside access would say nothing of the credentials.
            if (company.PrivacyDurationId != 0)
            {
                return company;
            }
        }

        return null;
    }

    private async Task<string> ReportsAsync(Company company, CancellationToken cancellationToken)
    {
        await using var answer = await _client.SearchReportsAsync(new CompanyScope(company.Id, new CallStatistics()), cancellationToken);
        return $"Company {company.Id} has {answer.Items.Count} reports.";
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await _store.TryReadAsync($"{StorePaths.Root}/health.json", cancellationToken);
        return $"{_store.Location} can be read.";
    }

    private async Task<string> ReadPrivacyKeyAsync(CancellationToken cancellationToken)
    {
        await _privacy.CreateAsync(cancellationToken);
        return _settings.Export.Privacy == PrivacyMode.Pseudonymize ? "It can be read." : "Not needed: Export:Privacy does not pseudonymize.";
    }

    private async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        // Where temporary data belongs: if this process dies here, the next run removes it.
        var folder = $"{StorePaths.Staging}/doctor-{Guid.NewGuid():N}";
        await using (var writer = await _store.CreateAsync($"{folder}/probe.json", cancellationToken))
        {
            await writer.Stream.WriteAsync("{}\n"u8.ToArray(), cancellationToken);
            await writer.CommitAsync(cancellationToken);
        }

        await _store.DeleteFolderAsync(folder, cancellationToken);
        return $"Files can be written to {_store.Location}.";
    }
}
