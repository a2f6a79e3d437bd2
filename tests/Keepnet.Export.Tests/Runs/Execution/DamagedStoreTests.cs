using Keepnet.Export.Layout;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Verification;

namespace Keepnet.Export.Tests.Runs.Execution;

/// <summary>Files of the exporter that somebody else has damaged.</summary>
public sealed class DamagedStoreTests : IAsyncLifetime
{
    private ExportBench _bench = null!;
    private RunSummary _run = null!;
    private string _company = null!;
    private string _folder = null!;

    public async Task InitializeAsync()
    {
        _bench = await ExportBench.StartAsync(2);
        _run = await _bench.NewExporter().RunAsync();
        _company = _bench.Data.CompanyAt(0).Id;
        _folder = StoreReader.ExportFolder(_company, _run.RunId!);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_damaged_pointer_is_replaced_by_the_next_export()
    {
        await DamageAsync(StorePaths.Latest(_company, StoreReader.Period));

        var next = await _bench.NewExporter().RunAsync();

        Assert.Equal((RunOutcome.Succeeded, 2), (next.Outcome, next.Companies.Succeeded));
        await Wholeness.HoldsAsync(_bench.Store, _bench.Data, next.RunId!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_manifest_costs_its_own_company_only_and_is_named(bool isJournalled)
    {
        await DamageAsync(StorePaths.Manifest(_folder));
        await _bench.Store.DeleteAsync(StorePaths.Summary(_run.RunId!), default);
        if (!isJournalled)
        {
            await _bench.Store.DeleteAsync(StorePaths.Journal(_run.RunId!), default);
        }

        var result = await _bench.NewExporter().ResumeAsync(_run.RunId);

        var failure = Assert.Single(result.Failures);
        Assert.Equal((RunOutcome.Partial, 1, _company, "storage"), (result.Outcome, result.Companies.Succeeded, failure.CompanyId, failure.Code));
        Assert.Contains(StorePaths.Manifest(_folder), failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_summary_is_written_again_when_its_run_is_resumed()
    {
        await DamageAsync(StorePaths.Summary(_run.RunId!));

        var result = await _bench.NewExporter().ResumeAsync();

        Assert.Equal((RunOutcome.Succeeded, _run.RunId), (result.Outcome, result.RunId));
        await Wholeness.HoldsAsync(_bench.Store, _bench.Data, _run.RunId!);
    }

    [Fact]
    public async Task Cleaning_leaves_the_files_alone_whose_manifest_is_damaged()
    {
        var before = _bench.Store.Paths;
        await DamageAsync(StorePaths.Manifest(_folder));

        var report = await _bench.NewExporter().VerifyAsync(clean: true);

        Assert.Contains(report.Problems, problem => problem.Path == StorePaths.Manifest(_folder) && problem.Problem == StoreProblem.Unreadable);
        Assert.Empty(report.Cleaned);
        Assert.Equal(before, _bench.Store.Paths);
    }

    private async Task DamageAsync(string path)
    {
        await _bench.Store.DeleteAsync(path, default);
        await _bench.Store.TryCreateAsync(path, "{\"schema\":"u8.ToArray(), default);
    }
}
