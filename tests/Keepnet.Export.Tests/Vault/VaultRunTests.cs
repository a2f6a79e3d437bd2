using Keepnet.Api.Reports;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Vault;
using Keepnet.Simulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static Keepnet.Export.Tests.Vault.VaultFixture;

namespace Keepnet.Export.Tests.Vault;

/// <summary>Whole runs of the exporter as registered, against a simulated tenant and a local vault.</summary>
public sealed class VaultRunTests : IAsyncLifetime
{
    private const string KeyName = "privacy-key";
    private const string Key = "a key of pseudonyms, long enough";

    private readonly string _directory = Directory.CreateTempSubdirectory("keepnet-vault-").FullName;
    private SimulatedTenant _tenant = null!;
    private FakeVault _vault = null!;

    public async Task InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 2, ClientId = "live", ClientSecret = "live-secret" }, CancellationToken.None);
        _vault = await FakeVault.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _vault.DisposeAsync();
        await _tenant.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_run_succeeds_with_credentials_that_a_rotation_has_already_replaced_in_the_vault()
    {
        Store("live", "live-secret", daysAgo: 9);
        Store("ahead", "ahead-secret", daysAgo: 0);
        using var host = CreateHost();

        var summary = await RunAsync(host);

        Assert.Equal((RunOutcome.Succeeded, 2), (summary.Outcome, summary.Companies.Succeeded));
    }

    [Fact]
    public async Task A_token_is_renewed_with_rotated_credentials_without_a_restart()
    {
        Store("live", "live-secret", daysAgo: 9);
        using var host = CreateHost();
        var first = await RunAsync(host);
        await using var rotated = await SimulatedTenant.StartAsync(
            new SimulatorOptions { Companies = 2, ClientId = "next", ClientSecret = "next-secret", Urls = await MoveAwayAsync() }, CancellationToken.None);
        Store("next", "next-secret", daysAgo: 0);

        var second = await RunAsync(host);

        Assert.Equal((RunOutcome.Succeeded, RunOutcome.Succeeded), (first.Outcome, second.Outcome));
    }

    [Fact]
    public async Task A_missing_secret_stops_the_run_as_a_matter_of_credentials()
    {
        using var host = CreateHost();

        var summary = await RunAsync(host);

        Assert.Equal((RunOutcome.Stopped, FailureCodes.Authentication), (summary.Outcome, summary.Code));
        Assert.Contains("has no secret 'keepnet-client-id'", summary.Reason, StringComparison.Ordinal);
        Assert.Null(summary.RunId);
    }

    [Fact]
    public async Task A_vault_out_of_reach_stops_the_run_for_now()
    {
        _vault.IsDown = true;
        using var host = CreateHost();

        var summary = await RunAsync(host);

        Assert.Equal((RunOutcome.Stopped, FailureCodes.Unavailable), (summary.Outcome, summary.Code));
        Assert.Contains("cannot be reached", summary.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_pseudonyms_is_read_from_the_vault_once_a_process()
    {
        Store("live", "live-secret", daysAgo: 9);
        _vault.Store(KeyName, new StoredVersion(Key, Today));
        using var host = CreateHost(("Export:Privacy", "pseudonymize"), ("Export:PrivacyKeySecretName", KeyName));

        var summary = await RunAsync(host);
        var again = await RunAsync(host);

        Assert.Equal((RunOutcome.Succeeded, RunOutcome.Succeeded), (summary.Outcome, again.Outcome));
        Assert.Single(_vault.Reads, path => path == $"/secrets/{KeyName}");
        Assert.DoesNotContain(Key, StoredText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "has no secret 'privacy-key'")]
    [InlineData("too short", "shorter than 16 bytes")]
    public async Task Without_a_usable_key_of_pseudonyms_nothing_is_planned(string? key, string reason)
    {
        Store("live", "live-secret", daysAgo: 9);
        if (key is not null)
        {
            _vault.Store(KeyName, new StoredVersion(key, Today));
        }

        using var host = CreateHost(("Export:Privacy", "pseudonymize"), ("Export:PrivacyKeySecretName", KeyName));

        var summary = await RunAsync(host);
        var report = await host.Services.GetRequiredService<Doctor>().RunAsync(CancellationToken.None);

        Assert.Equal((RunOutcome.Stopped, FailureCodes.InvalidSettings, null), (summary.Outcome, summary.Code, summary.RunId));
        Assert.Contains(reason, summary.Reason, StringComparison.Ordinal);
        var check = Assert.Single(report.Checks, check => check.Passed == false);
        Assert.Equal(("privacy key", FailureCodes.InvalidSettings), (check.Name, check.Code));
    }

    [Fact]
    public async Task No_value_of_the_vault_is_told_when_keepnet_refuses_all_of_them()
    {
        Store("older-id-7F3A", "0lder-s3cret+of/the=vault", daysAgo: 9);
        Store("newer-id-7F3A", "n3wer-s3cret+of/the=vault", daysAgo: 0);
        using var logs = new LogRecorder();
        using var host = CreateHost(logs);

        var summary = await RunAsync(host);
        var report = await host.Services.GetRequiredService<Doctor>().RunAsync(CancellationToken.None);

        Assert.Equal((RunOutcome.Stopped, FailureCodes.Authentication), (summary.Outcome, summary.Code));
        var told = string.Join('\n', [.. logs.Lines, summary.Reason!, .. report.Checks.Select(check => check.Detail)]);
        Assert.Contains("was read again and has", told, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("-id-7F3A", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, FailureCodes.Authentication, "has no secret 'keepnet-client-id'")]
    [InlineData(true, FailureCodes.Unavailable, "cannot be reached")]
    public async Task Doctor_says_what_is_wrong_with_the_vault(bool isDown, string code, string reason)
    {
        _vault.IsDown = isDown;
        using var host = CreateHost();

        var report = await host.Services.GetRequiredService<Doctor>().RunAsync(CancellationToken.None);

        var check = Assert.Single(report.Checks, check => check.Passed == false);
        Assert.Equal(("credentials", code), (check.Name, check.Code));
        Assert.Contains(reason, check.Detail, StringComparison.Ordinal);
        Assert.Contains(isDown ? "Check Keepnet:KeyVaultUri" : "Store it under this name", check.Detail, StringComparison.Ordinal);
    }

    private static Task<RunSummary> RunAsync(IHost host) => host.Services.GetRequiredService<LocalRunner>().RunAsync(
        new RunRequest
        {
            RunId = RunId.Create(RunTrigger.Cli, TimeProvider.System.GetUtcNow()),
            Trigger = RunTrigger.Cli,
            Period = ReportPeriod.Default,
            Filters = new CompanyFilters(),
        },
        CancellationToken.None);

    // The tenant goes; the address it had is free for the next one, which knows nothing of the tokens given out before.
    private async Task<string> MoveAwayAsync()
    {
        var url = _tenant.BaseUrl.ToString();
        await _tenant.DisposeAsync();
        return url;
    }

    private IHost CreateHost(params (string Key, string Value)[] settings) => CreateHost(NullLoggerProvider.Instance, settings);

    private IHost CreateHost(ILoggerProvider logs, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = _tenant.BaseUrl.ToString(),
            ["Keepnet:KeyVaultUri"] = _vault.Uri.ToString(),
            ["Export:Directory"] = _directory,
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddSingleton(new KeyVault(_vault.Client(new TestCredential(), KeyVault.Options()), TimeProvider.System, NullLogger<KeyVault>.Instance));
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.AddKeepnetExport();
        return builder.Build();
    }

    private void Store(string id, string secret, int daysAgo)
    {
        _vault.Store(ClientIdName, new StoredVersion(id, Today.AddDays(-daysAgo)));
        _vault.Store(ClientSecretName, new StoredVersion(secret, Today.AddDays(-daysAgo)));
    }

    // The files under .staging are the store's own and may be locked.
    private string StoredText() => string.Concat(new[] { "v1/runs", "v1/exports" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(_directory, folder), "*", SearchOption.AllDirectories))
        .Select(File.ReadAllText));
}
