using System.Security.Cryptography;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.CrashHarness;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

/// <summary>A process that is stopped in the middle of its work for as long as others need for theirs, while a reader looks all the time.</summary>
public sealed class PausedProcessTests : CliTest
{
    private StoreFolder Store => new(Path.Combine(Folder, "store"));

    [SkippableTheory]
    [InlineData(Operation.ReportSearch)]
    [InlineData(Operation.ReportDetail)]
    [InlineData(Operation.WidgetData)]
    public async Task A_process_paused_in_the_middle_of_a_company_changes_nothing_when_it_wakes_up_after_its_run_was_resumed(Operation operation)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var held = new HeldCall(operation);
        await using var tenant = await StartTenantAsync(held);
        held.CompanyId = tenant.Data.OpenCompanies().ElementAt(1).Id;

        var (before, after) = await PauseAsync(tenant, held, async () =>
        {
            var resumed = await RunAsync(tenant, "export", "--resume", "--out", "store", "--json");
            Assert.Equal((0, "succeeded"), (resumed.ExitCode, resumed.Document.GetProperty("outcome").GetString()));
        });

        Assert.Equal(before, after);
        Assert.Single(Store.RunIds());
    }

    [SkippableTheory]
    [InlineData(Operation.CompanySearch)]
    [InlineData(Operation.WidgetData)]
    public async Task A_process_paused_for_longer_than_a_newer_run_takes_finishes_its_own_and_the_newer_exports_stay_the_latest(Operation operation)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var held = new HeldCall(operation);
        await using var tenant = await StartTenantAsync(held);

        var (before, after) = await PauseAsync(
            tenant, held, async () => Assert.Equal(0, (await RunAsync(tenant, "export", "--out", "store")).ExitCode));

        Assert.Equal(before.Where(IsLatest), after.Where(IsLatest));
        Assert.Equal(2, Store.RunIds().Count);
    }

    [SkippableFact]
    public async Task Paused_at_random_instants_while_another_process_resumes_the_run_every_company_is_there_exactly_once()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals.");
        var options = new KillOptions { Pauses = 3, Companies = 6, Seed = Random.Shared.Next() };
        var story = new StringWriter();

        var report = await PauseRounds.RunAsync(options, story, CancellationToken.None);

        Assert.True(report.Problems.Count == 0, story.ToString());
        Assert.Equal(3, report.Pauses);
    }

    private static Task<SimulatedTenant> StartTenantAsync(HeldCall held) =>
        StartTenantAsync(new SimulatorOptions { Companies = 4, BeforeAnswer = held.BeforeAnswer });

    // The exports' files, each with its hash, before the process wakes up and after it has ended.
    private async Task<(IReadOnlyList<string> Before, IReadOnlyList<string> After)> PauseAsync(SimulatedTenant tenant, HeldCall held, Func<Task> meanwhileAsync)
    {
        var reader = new LatestReader(Path.Combine(Folder, "store"));
        IReadOnlyList<string> before = [];
        await reader.LookUntilAsync(DoAsync());

        Assert.Empty(reader.Problems);
        Assert.True(reader.Looks > 0, "The reader saw nothing.");
        Assert.Equal(tenant.Data.OpenCompanies().Select(company => company.Id).Order(StringComparer.Ordinal), Store.CompaniesWithLatest());
        Assert.Empty(Store.Strays());
        var verified = await RunAsync(tenant, "verify", "--out", "store");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        return (before, Exports());

        async Task DoAsync()
        {
            // One company at once: then no lock of the store is held while a call is waited for.
            using var process = Start(tenant, "export", "--out", "store", "--concurrency", "1");
            var end = process.WaitAsync();
            await Task.WhenAny(held.Came, end);
            Assert.True(await process.PauseAsync(), $"It ended before it was paused: {process.Output}");
            await meanwhileAsync();
            before = Exports();
            held.Dispose();
            await process.WakeAsync();
            var result = await end;
            Assert.True(result.ExitCode == 0, result.Output + result.Error);
        }
    }

    private List<string> Exports() =>
    [
        .. Store.Files().Where(file => file.StartsWith("exports", StringComparison.Ordinal))
            .Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Store.V1, file))))}"),
    ];

    private static bool IsLatest(string file) => file.Contains("latest.json ", StringComparison.Ordinal);
}
