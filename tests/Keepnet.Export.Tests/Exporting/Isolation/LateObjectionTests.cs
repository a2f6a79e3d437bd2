using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.ThreeCompanies;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>One published what is Two's, and Two finds out at an awkward moment: nothing foreign stays.</summary>
public sealed class LateObjectionTests : IDisposable
{
    private readonly MixedUpKeepnet _keepnet = new();

    public void Dispose() => _keepnet.Dispose();

    [Fact]
    public async Task An_objection_before_a_company_is_journalled_is_its_last_line_all_the_same()
    {
        var sleeper = new Sleeper((operation, _) => IsAppend(operation), before: true);
        await using var process = await _keepnet.BeginAsync(sleeper.AroundAsync);
        var one = process.HandleAsync(One);
        await Task.WhenAny(sleeper.Asleep, one);

        var two = process.HandleAsync(Two);
        sleeper.Wake();

        Assert.IsType<Handling.Completed>(await one);
        Assert.IsType<Handling.Completed>(await two);
        var lines = (await _keepnet.Store.JournalAsync(process.Plan.RunId)).Where(line => line.CompanyId == One).ToList();
        Assert.Equal([ExportOutcome.Succeeded, ExportOutcome.Failed], lines.Select(line => line.Outcome));
        Assert.Equal(lines[0].Manifest, lines[1].Withdrawn);
        _keepnet.AssertNothingOf(One);
    }

    [Theory]
    [InlineData("latest.json")]
    [InlineData("manifest.json")]
    public async Task A_damaged_file_keeps_nothing_foreign_published(string file)
    {
        await using var process = await _keepnet.BeginAsync((_, work) => work());
        Assert.IsType<Handling.Completed>(await process.HandleAsync(One));
        var path = _keepnet.Store.Paths.Single(path => path.Contains(One, StringComparison.Ordinal) && path.EndsWith($"/{file}", StringComparison.Ordinal));
        await _keepnet.Store.DeleteAsync(path, default);
        await _keepnet.Store.TryCreateAsync(path, "{"u8.ToArray(), default);

        Assert.IsType<Handling.Completed>(await process.HandleAsync(Two));
        Assert.IsType<Handling.Completed>(await process.HandleAsync(Three));

        var result = await _keepnet.ResumeAsync(process.Plan);
        Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
        Assert.DoesNotContain(_keepnet.Store.Paths, found => found.Contains(One, StringComparison.Ordinal) && found != path);
    }

    [Fact]
    public async Task A_resumed_run_adopts_what_was_published_and_finishes_the_withdrawal_that_was_cut_off()
    {
        var (isArmed, isDead) = (false, false);
        var sleeper = new Sleeper((operation, _) => isArmed && IsAppend(operation), before: true);
        await using var process = await _keepnet.BeginAsync((operation, work) => sleeper.AroundAsync(operation, async () =>
        {
            await (isDead ? throw new StoreException("dead", isPassing: false) { IsStoreWide = true } : work());
            isDead = isArmed && IsAppend(operation);
        }));
        Assert.IsType<Handling.Completed>(await process.HandleAsync(One));
        isArmed = true;
        var three = process.HandleAsync(Three);
        await Task.WhenAny(sleeper.Asleep, three);

        // Dies with the line written and the export still there, and with Three published and not journalled.
        Assert.IsType<Handling.Stopped>(await process.HandleAsync(Two));
        sleeper.Wake();
        Assert.IsType<Handling.Stopped>(await three);
        Assert.NotNull(await _keepnet.Store.ManifestAsync(One, process.Plan.RunId));
        var adopted = (await _keepnet.Store.ManifestAsync(Three, process.Plan.RunId))!.Attempt;
        var result = await _keepnet.ResumeAsync(process.Plan);

        Assert.Equal((2, 1), (result.Companies.Succeeded, result.Companies.Failed));
        Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal));
        Assert.Equal(adopted, (await _keepnet.Store.ManifestAsync(Three, process.Plan.RunId))!.Attempt);
        _keepnet.AssertNothingOf(One);
    }

    private static bool IsAppend(string operation) => operation.StartsWith("append", StringComparison.Ordinal);
}
