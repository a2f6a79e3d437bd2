using Keepnet.Export.Diagnostics;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Tests.Diagnostics;

public sealed class DoctorTests
{
    [Fact]
    public async Task Finds_a_working_set_up_healthy_and_leaves_nothing_behind()
    {
        await using var bench = await ExportBench.StartAsync(3);

        var report = await bench.NewExporter().DiagnoseAsync();

        Assert.True(report.Healthy);
        Assert.Equal(["settings", "credentials", "role", "company list", "reports", "store"], report.Checks.Select(check => check.Name));
        Assert.All(report.Checks, check => Assert.True(check.Passed));
        Assert.Empty(bench.Store.Paths);
    }

    [Theory]
    [InlineData("tokens-refused", "company list", "authentication")]
    [InlineData("ip-restricted", "company list", "ipRestricted")]
    [InlineData("forbidden-company", "reports", "forbidden")]
    public async Task Says_which_check_fails_and_why(string fault, string check, string code)
    {
        await using var bench = await ExportBench.StartAsync(2, fault);

        var failed = Failed(await bench.NewExporter().DiagnoseAsync());

        Assert.Equal((check, code), (failed.Name, failed.Code));
        Assert.NotEmpty(failed.Detail);
    }

    [Fact]
    public async Task Checks_the_store_although_the_credentials_are_wrong()
    {
        await using var bench = await ExportBench.StartAsync(2);

        var report = await bench.NewExporter(("Keepnet:ClientSecret", "wrong-7F3A")).DiagnoseAsync();

        Assert.Equal(("credentials", "authentication"), (Failed(report).Name, Failed(report).Code));
        Assert.All(report.Checks, check => Assert.DoesNotContain("wrong-7F3A", check.Detail, StringComparison.Ordinal));
        Assert.Equal([null, null, null], report.Checks.Skip(2).Take(3).Select(check => check.Passed));
        Assert.True(report.Checks[^1].Passed);
    }

    [Fact]
    public async Task Notices_credentials_that_are_not_a_resellers()
    {
        await using var bench = await ExportBench.StartAsync(new SimulatorOptions { Companies = 2, Role = "Company Admin" });

        var report = await bench.NewExporter().DiagnoseAsync();

        Assert.Contains(report.Checks, check => check is { Name: "role", Passed: false, Code: "notReseller" });
    }

    [Fact]
    public async Task Notices_a_store_that_cannot_be_written()
    {
        await using var bench = await ExportBench.StartAsync(2);
        var full = new StoreDecorator(bench.Store, (_, _) => throw new StoreException("The disk is full.", isPassing: true));

        var failed = Failed(await bench.NewExporter(full).DiagnoseAsync());

        Assert.Equal(("store", "storage", "The disk is full."), (failed.Name, failed.Code, failed.Detail));
    }

    [Fact]
    public async Task Takes_an_empty_company_list_for_no_failure()
    {
        await using var bench = await ExportBench.StartAsync(0);

        var report = await bench.NewExporter().DiagnoseAsync();

        Assert.True(report.Healthy);
        Assert.Contains(report.Checks, check => check is { Name: "reports", Passed: null });
    }

    private static DoctorCheck Failed(DoctorReport report)
    {
        Assert.False(report.Healthy);
        return Assert.Single(report.Checks, check => check.Passed == false);
    }
}
