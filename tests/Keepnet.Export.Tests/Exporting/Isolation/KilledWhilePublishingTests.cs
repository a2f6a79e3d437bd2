using Keepnet.Export.Queueing;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using static Keepnet.Export.Tests.Support.ThreeCompanies;

namespace Keepnet.Export.Tests.Exporting.Isolation;

/// <summary>One publishes what is Two's, and the process is killed before One has a line in the journal: nothing foreign stays.</summary>
public sealed class KilledWhilePublishingTests : IDisposable
{
    private const string Created = "create";

    private readonly MixedUpKeepnet _keepnet = new();
    private bool _isDead;

    public void Dispose() => _keepnet.Dispose();

    [Theory]
    [InlineData("keep", "manifest.json", true)]
    [InlineData("keep", "manifest.json", false)]
    [InlineData("keep", "latest.json", true)]
    [InlineData("keep", "latest.json", false)]
    [InlineData("drop", "latest.json", false)]
    public async Task What_another_company_had_objected_to_is_withdrawn_by_whoever_resumes(string privacy, string file, bool before)
    {
        var sleeper = new Sleeper((operation, _) => Is(operation, Created, One) && operation.EndsWith(file, StringComparison.Ordinal), before);
        var process = await _keepnet.BeginAsync(Mortal(sleeper.AroundAsync), ("Export:Privacy", privacy));
        await using var ended = process;
        var one = process.HandleAsync(One);
        await Task.WhenAny(sleeper.Asleep, one);
        Assert.IsType<Handling.Completed>(await process.HandleAsync(Two));

        await KillAsync(sleeper, one);
        var result = await _keepnet.ResumeAsync(process.Plan, ("Export:Privacy", privacy));

        Assert.Equal((2, 1), (result.Companies.Succeeded, result.Companies.Failed));
        Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("ISOLATION", StringComparison.Ordinal));
        _keepnet.AssertNothingOf(One);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_had_objected_to_yet_is_asked_for_again_when_another_company_is_given_the_same(bool twoIsFirst)
    {
        var sleeper = new Sleeper((operation, _) => Is(operation, "append", "runs"), before: true);
        await using var process = await _keepnet.BeginAsync(Mortal(sleeper.AroundAsync));
        var one = process.HandleAsync(One);
        await Task.WhenAny(sleeper.Asleep, one);
        await KillAsync(sleeper, one);
        Assert.NotNull(await _keepnet.Store.LatestAsync(One));

        await using var next = _keepnet.TakeUp(process.Plan);
        foreach (var company in twoIsFirst ? [Two, One] : new[] { One, Two })
        {
            Assert.IsType<Handling.Completed>(await next.HandleAsync(company));
        }

        var result = await _keepnet.ResumeAsync(process.Plan);
        await _keepnet.AssertHoldsItsOwnAsync(process.Plan, Two);
        if (twoIsFirst)
        {
            Assert.Equal(3, result.Companies.Succeeded);
            await _keepnet.AssertHoldsItsOwnAsync(process.Plan, One);
        }
        else
        {
            Assert.Equal((One, "isolation"), (Assert.Single(result.Failures).CompanyId, result.Failures[0].Code));
            _keepnet.AssertNothingOf(One);
        }
    }

    [Fact]
    public async Task What_is_in_doubt_is_withdrawn_when_the_company_is_given_the_same_again()
    {
        _keepnet.AlwaysMixesUp = true;
        var sleeper = new Sleeper((operation, _) => Is(operation, "append", "runs"), before: true);
        await using var process = await _keepnet.BeginAsync(Mortal(sleeper.AroundAsync));
        var one = process.HandleAsync(One);
        await Task.WhenAny(sleeper.Asleep, one);
        await KillAsync(sleeper, one);

        await using var next = _keepnet.TakeUp(process.Plan);
        await next.HandleAsync(Two);
        Assert.Equal("isolation", Assert.IsType<Handling.DeadLettered>(await next.HandleAsync(One)).Failure.Code);

        _keepnet.AssertNothingOf(One);
        Assert.Contains((await _keepnet.ResumeAsync(process.Plan)).Failures, failure => (failure.CompanyId, failure.Code) == (One, "isolation"));
        _keepnet.AssertNothingOf(One);
    }

    [Fact]
    public async Task A_message_that_comes_again_brings_back_nothing_that_was_withdrawn()
    {
        var isArmed = false;
        await using var process = await _keepnet.BeginAsync(Mortal(async (operation, work) =>
        {
            await work();
            _isDead |= isArmed && Is(operation, "append", "runs");
        }));
        Assert.IsType<Handling.Completed>(await process.HandleAsync(One));
        await using var other = _keepnet.TakeUp(process.Plan);
        await other.HandleAsync(Three);
        isArmed = true;

        // Dies with the line of the withdrawal written and the export still there.
        await process.HandleAsync(Two);
        Assert.NotNull(await _keepnet.Store.ManifestAsync(One, process.Plan.RunId));
        Assert.IsType<Handling.Completed>(await other.HandleAsync(One, delivery: 2));

        await _keepnet.AssertHoldsItsOwnAsync(process.Plan, One);
        Assert.Equal(3, (await _keepnet.ResumeAsync(process.Plan)).Companies.Succeeded);
        await _keepnet.AssertHoldsItsOwnAsync(process.Plan, One);
    }

    private static bool Is(string operation, string what, string where) =>
        operation.StartsWith(what, StringComparison.Ordinal) && operation.Contains(where, StringComparison.Ordinal);

    // Dead, it does nothing any more, not even tidy up.
    private Func<string, Func<Task>, Task> Mortal(Func<string, Func<Task>, Task> aroundAsync) => (operation, work) => aroundAsync(
        operation, () => _isDead ? throw new StoreException("dead", isPassing: false) { IsStoreWide = true } : work());

    private async Task KillAsync(Sleeper sleeper, Task<Handling> asleep)
    {
        _isDead = true;
        sleeper.Wake();
        Assert.IsType<Handling.Stopped>(await asleep);
    }
}
