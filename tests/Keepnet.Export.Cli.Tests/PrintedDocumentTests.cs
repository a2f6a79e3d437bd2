using System.Text;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Schemas;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

/// <summary>What the commands print with <c>--json</c>, and what the demo writes, is what the schemas say.</summary>
public sealed class PrintedDocumentTests : CliTest
{
    [Fact]
    public async Task The_demo_writes_and_its_folder_is_told_of_as_described()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "12");

        await using var store = new DirectoryStore(Folder);
        Assert.Equal(
            ["change-line", "company-line", "journal-line", "latest", "manifest", "metric-line", "run", "summary", "table-line"],
            await SchemaCheck.CheckAsync(store));
        Fits("runs-document", await App.RunAsync("runs", "--out", Folder, "--json"));
        Fits("verify-document", await App.RunAsync("verify", "--out", Folder, "--json"));
        File.Delete(Directory.EnumerateFiles(Folder, "widgets.json", SearchOption.AllDirectories).First());
        Fits("verify-document", await App.RunAsync("verify", "--out", Folder, "--json"));
    }

    [Fact]
    public async Task Runs_backfills_and_checks_are_told_of_as_described()
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 3, Faults = ["poison-widget"] }, default);

        Fits("export-document", await PrintAsync(tenant, "export"));
        Fits("backfill-document", await PrintAsync(tenant, "export", "--backfill-from", "2026-01", "--backfill-to", "2026-02"));
        Fits("doctor-document", await PrintAsync(tenant, "doctor"));
    }

    [Fact]
    public async Task A_run_that_never_begins_is_told_of_as_described()
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 1, Faults = ["ip-restricted"] }, default);

        var result = await PrintAsync(tenant, "export");

        Assert.Equal(3, result.ExitCode);
        Fits("export-document", result);
        Fits("doctor-document", await PrintAsync(tenant, "doctor"));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_told_of_as_described()
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 1 }, default);
        var run = Directory.CreateDirectory(Path.Combine(Folder, "store", "v1", "runs", "run_id=20260701T020000Z-cli-1f9c22"));
        await File.WriteAllTextAsync(Path.Combine(run.FullName, "run.json"), "{");

        var result = await PrintAsync(tenant, "export", "--resume", "20260701T020000Z-cli-1f9c22");

        Assert.Equal((3, "storage"), (result.ExitCode, result.Document.GetProperty("code").GetString()));
        Assert.Contains(result.Document.GetProperty("reason").GetString()!, result.Error, StringComparison.Ordinal);
        Fits("export-document", result);
    }

    private Task<CliResult> PrintAsync(SimulatedTenant tenant, params string[] arguments) =>
        RunAsync(tenant, [.. arguments, "--out", "store", "--json"]);

    private static void Fits(string schema, CliResult result) => SchemaCheck.Fits(schema, result.Error, Encoding.UTF8.GetBytes(result.Output));
}
