using System.Globalization;

namespace Keepnet.Simulator.Tests;

public sealed class FaultPlanTests
{
    [Fact]
    public async Task Hits_the_same_requests_for_the_same_seed()
    {
        Assert.Equal(await StatusesAsync(seed: 3), await StatusesAsync(seed: 3));
        Assert.NotEqual(await StatusesAsync(seed: 3), await StatusesAsync(seed: 4));
    }

    [Theory]
    [InlineData("nonsense", "There is no fault profile 'nonsense'")]
    [InlineData("throttle:2", "The probability in 'throttle:2' must be from 0 to 1.")]
    [InlineData("throttle:often", "The probability in 'throttle:often' must be from 0 to 1.")]
    public async Task Names_what_is_wrong_with_a_profile(string fault, string message)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => TenantTest.StartAsync(fault));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(exception.Message, FaultProfiles.FindProblem([fault]));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("all,throttle:0.5")]
    [InlineData("cut:0")]
    [InlineData("")]
    public void Finds_nothing_wrong_with_good_names(string faults) => Assert.Null(FaultProfiles.FindProblem([faults]));

    [Theory]
    [InlineData("not-keepnet")]
    [InlineData("ip-restricted")]
    [InlineData("tokens-refused")]
    [InlineData("scope-ignored")]
    [InlineData("mixed-up")]
    [InlineData("mixed-up-first")]
    [InlineData("mixed-up-sometimes")]
    [InlineData("cached")]
    public void Leaves_out_of_all_what_no_client_survives(string name) => Assert.DoesNotContain(name, FaultPlan.Parse(["all"]).Keys);

    private static async Task<string> StatusesAsync(int seed)
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Seed = seed, Companies = 60, Faults = ["throttle", "server-errors"] });
        var statuses = new List<string>();
        foreach (var company in test.Data.OpenCompanies())
            statuses.Add(((int)(await test.Client.ReportsAsync(company.Id)).StatusCode).ToString(CultureInfo.InvariantCulture));
        return string.Join(' ', statuses);
    }
}
