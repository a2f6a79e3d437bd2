using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Verification;

namespace Keepnet.Export.Tests.Verification;

public sealed class StoreVerifierTests : IAsyncLifetime
{
    private ExportBench _bench = null!;
    private RunSummary _run = null!;
    private string _folder = null!;
    private string _widgets = null!;

    public async Task InitializeAsync()
    {
        _bench = await ExportBench.StartAsync(2);
        _run = await _bench.NewExporter().RunAsync();
        var id = _bench.Data.CompanyAt(0).Id;
        _folder = StoreReader.ExportFolder(id, _run.RunId!);
        _widgets = $"{_folder}/{(await _bench.Store.ManifestAsync(id, _run.RunId!))!.Files.Single(file => file.Name == "widgets.json").Path}";
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Finds_an_untouched_store_intact()
    {
        var report = await VerifyAsync();

        Assert.Empty(report.Problems);
        Assert.Equal((2, _run.Bytes), (report.Exports, report.Bytes));
    }

    [Fact]
    public async Task Names_a_file_that_is_missing()
    {
        await _bench.Store.DeleteAsync(_widgets, default);

        await AssertProblemAsync(_widgets, StoreProblem.Missing);
    }

    [Fact]
    public async Task Names_a_file_of_another_size_and_one_with_other_content()
    {
        var text = await _bench.Store.TextAsync(_widgets);

        await PutAsync(_widgets, text + " ");
        await AssertProblemAsync(_widgets, StoreProblem.Changed);
        await PutAsync(_widgets, " " + text[1..]);
        await AssertProblemAsync(_widgets, StoreProblem.Changed);
    }

    [Fact]
    public async Task Names_a_file_that_no_manifest_lists()
    {
        var extra = _widgets.Replace("widgets.json", "extra.json", StringComparison.Ordinal);
        await PutAsync(extra, "{}");

        await AssertProblemAsync(extra, StoreProblem.Unlisted);
    }

    [Fact]
    public async Task Removes_attempts_that_did_not_win_when_told_to()
    {
        await PutAsync($"{_folder}/attempt=1-dead/reports.json", "[]");
        await AssertProblemAsync($"{_folder}/attempt=1-dead/reports.json", StoreProblem.Unlisted);

        var report = await _bench.NewExporter().VerifyAsync(clean: true);

        Assert.True(report.Intact);
        Assert.Equal([$"{_folder}/attempt=1-dead"], report.Cleaned);
        Assert.True((await VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Names_a_pointer_that_leads_nowhere_and_a_manifest_it_does_not_describe()
    {
        var manifest = StorePaths.Manifest(_folder);
        var text = await _bench.Store.TextAsync(manifest);

        await PutAsync(manifest, text + "\n");
        await AssertProblemAsync(manifest, StoreProblem.Changed);
        await _bench.Store.DeleteFolderAsync(_folder, default);
        var report = await VerifyAsync();
        Assert.Contains(report.Problems, problem => problem.Path.EndsWith("/latest.json", StringComparison.Ordinal));
        Assert.Contains(report.Problems, problem => problem.Path == manifest && problem.Problem == StoreProblem.Missing);
    }

    [Fact]
    public async Task Names_a_pointer_that_is_missing()
    {
        var pointer = StorePaths.Latest(string.Join('/', _folder.Split('/')[..^1]));
        await _bench.Store.DeleteAsync(pointer, default);

        await AssertProblemAsync(pointer, StoreProblem.Missing);
    }

    [Fact]
    public async Task Names_files_that_are_no_json_of_this_program()
    {
        await PutAsync(StorePaths.Manifest(_folder), "{");
        Assert.Contains((await VerifyAsync()).Problems, problem => problem.Problem == StoreProblem.Unreadable);
        await PutAsync(StorePaths.Summary(_run.RunId!), "{");
        Assert.Contains((await VerifyAsync()).Problems, problem => problem.Path == StorePaths.RunFolder(_run.RunId!));
    }

    [Fact]
    public async Task Names_a_list_of_companies_that_is_missing_or_not_the_one_of_the_run()
    {
        var companies = StorePaths.Companies(_run.RunId!);
        var text = await _bench.Store.TextAsync(companies);

        await PutAsync(companies, text + """{"companyResourceId":"another"}""" + "\n");
        await AssertProblemAsync(companies, StoreProblem.Changed);
        await PutAsync(companies, text.Replace(_bench.Data.CompanyAt(0).Id, "another", StringComparison.Ordinal));
        await AssertProblemAsync(companies, StoreProblem.Changed);
        await PutAsync(companies, text + "no company\n");
        await AssertProblemAsync(companies, StoreProblem.Unreadable);
        await _bench.Store.DeleteAsync(companies, default);
        await AssertProblemAsync(companies, StoreProblem.Missing);
    }

    [Fact]
    public async Task Names_a_journal_that_is_missing()
    {
        var journal = StorePaths.Journal(_run.RunId!);
        await _bench.Store.DeleteAsync(journal, default);

        await AssertProblemAsync(journal, StoreProblem.Missing);
    }

    [Fact]
    public async Task Looks_at_one_run_only_when_asked_to()
    {
        await _bench.NewExporter().RunAsync();
        await _bench.Store.DeleteAsync(_widgets, default);

        var other = (await _bench.NewExporter().Runs.ListAsync(default))[0];

        Assert.True((await _bench.NewExporter().VerifyAsync(other)).Intact);
        Assert.False((await _bench.NewExporter().VerifyAsync(_run.RunId)).Intact);
    }

    private Task<VerificationReport> VerifyAsync() => _bench.NewExporter().VerifyAsync();

    private async Task AssertProblemAsync(string path, string problem)
    {
        var report = await VerifyAsync();
        Assert.False(report.Intact);
        Assert.Equal([(path, problem)], report.Problems.Select(found => (found.Path, found.Problem)));
    }

    private async Task PutAsync(string path, string text)
    {
        await _bench.Store.DeleteAsync(path, default);
        await _bench.Store.TryCreateAsync(path, System.Text.Encoding.UTF8.GetBytes(text), default);
    }
}
