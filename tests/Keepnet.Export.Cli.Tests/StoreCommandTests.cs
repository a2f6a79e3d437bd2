using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Export.Runs;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

public sealed class StoreCommandTests : CliTest
{
    [Fact]
    public async Task An_empty_store_has_no_runs_and_nothing_to_verify()
    {
        var runs = await App.RunAsync("runs", "--out", Folder);
        var listed = await App.RunAsync("runs", "--out", Folder, "--json");
        var verified = await App.RunAsync("verify", "--out", Folder);

        Assert.Equal((0, "There are no runs in the store."), (runs.ExitCode, runs.Output.TrimEnd()));
        Assert.Equal((0, "[]"), (listed.ExitCode, listed.Output.TrimEnd()));
        Assert.Equal((0, $"There are no exports to check ({Folder})."), (verified.ExitCode, verified.Output.TrimEnd()));
    }

    [Fact]
    public async Task The_demo_ends_with_the_tree_and_things_to_try_and_may_be_repeated()
    {
        var first = await App.RunAsync("demo", "--out", Folder, "--companies", "3");
        var second = await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var runs = await App.RunAsync("runs", "--out", Folder, "--json");
        var verified = await App.RunAsync("verify", "--out", Folder);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("companies  3: ", first.Output, StringComparison.Ordinal);
        Assert.Contains("manifest.json (", first.Output, StringComparison.Ordinal);
        Assert.Contains($"verify --out {Folder}", first.Output, StringComparison.Ordinal);
        Assert.Contains($"query --example risk-by-company --out {Folder}", first.Output, StringComparison.Ordinal);
        Assert.All(first.Output.Split(Environment.NewLine), line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(2, runs.Document.GetArrayLength());
        Assert.Equal(0, verified.ExitCode);
    }

    [Fact]
    public async Task A_run_was_asked_for_in_the_second_that_its_id_names()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");

        var run = (await App.RunAsync("runs", "--out", Folder, "--json")).Document[0];

        Assert.StartsWith(RunId.Stamp(run.GetProperty("requestedAt").GetDateTimeOffset()), run.GetProperty("runId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_a_changed_file_and_ends_with_1()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var changed = Directory.EnumerateFiles(Folder, "widgets.json", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(changed, " ");

        var result = await App.RunAsync("verify", "--out", Folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^changed +v1/exports/.*/widgets.json: ", result.Output);
    }

    [Fact]
    public async Task Waiting_for_a_run_ends_as_the_run_did()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var id = new StoreFolder(Folder).RunIds().Single();

        var waited = await App.RunAsync("runs", "--out", Folder, "--wait", id, "--json");
        var unknown = await App.RunAsync("runs", "--out", Folder, "--wait", "20260701T020000Z-cli-1f9c22");

        Assert.Equal((0, id, "succeeded"), (waited.ExitCode, waited.Document.GetProperty("runId").GetString(), waited.Document.GetProperty("outcome").GetString()));
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("There is no run '20260701T020000Z-cli-1f9c22'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_before_it_had_a_plan_is_no_problem_and_can_be_cleaned_away()
    {
        var leftover = Directory.CreateDirectory(Path.Combine(Folder, "v1", "runs", "run_id=20260701T020000Z-cli-1f9c22"));
        await File.WriteAllTextAsync(Path.Combine(leftover.FullName, "companies.ndjson"), "{}\n");

        var verified = await App.RunAsync("verify", "--out", Folder);
        var cleaned = await App.RunAsync("verify", "--out", Folder, "--clean");

        Assert.Equal((0, 0), (verified.ExitCode, cleaned.ExitCode));
        Assert.StartsWith("removed    v1/runs/run_id=20260701T020000Z-cli-1f9c22", cleaned.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(leftover.FullName));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_sentence()
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = 1 }, CancellationToken.None);
        var address = tenant.BaseUrl.ToString().TrimEnd('/');

        var result = await App.RunAsync("simulate", "--urls", address);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"Cannot listen on {address}: another program listens there. Choose another address or port with --urls.", result.Error.TrimEnd());
    }
}
