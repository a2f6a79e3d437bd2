using System.Text.Json;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.CompanyList;

/// <summary>Ids and names that would be something else if they were taken for a path, a header or a line.</summary>
public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("..", "%2E%2E")]
    [InlineData("../../etc/passwd", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a b", "a%20b")]
    [InlineData("C:\\x", "C%3A%5Cx")]
    [InlineData("con", "con")]
    [InlineData("~", "%7E")]
    [InlineData("=1+1", "%3D1%2B1")]
    public async Task An_odd_id_is_asked_for_as_it_is_and_stays_in_its_folder(string id, string folder)
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [RowOf(id), TinyTenant.RowOf("c2")];
        bench.Tenant.Reports = _ => "[]";

        var run = await bench.ExportAsync();

        run.Succeeded().Company("c2", ExportOutcome.Succeeded);
        Assert.Equal(1, run.Asked(Call.Reports, id));
        Assert.StartsWith($"v1/exports/company_id={folder}/period=", run.Journal[id].Manifest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ünal")]
    [InlineData("株式会社")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nX-Evil: 1")]
    [InlineData("a\0b")]
    [InlineData(" padded ")]
    [InlineData("\u202e")]
    public async Task An_id_that_no_header_may_carry_is_never_sent_and_fails_alone(string id)
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [RowOf(id), TinyTenant.RowOf("c2")];

        var run = await bench.ExportAsync();

        run.Ended(RunOutcome.Partial, exitCode: 1).Company("c2", ExportOutcome.Succeeded);
        Assert.Contains("no header may carry", run.Company(id, ExportOutcome.Failed, "invalidRequest").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Requests, request => request.Headers.ContainsKey("X-Evil"));
        Assert.All(run.Requests, request => Assert.True(request.Company is null or "c2" or TinyTenant.OwnCompany));
    }

    [Fact]
    public async Task A_very_long_id_gets_a_folder_that_every_disk_can_hold()
    {
        var ids = new[] { new string('x', 4000) + "1", new string('x', 4000) + "2" };
        await using var bench = new Bench(ids);
        bench.Tenant.Reports = _ => "[]";

        var run = await bench.ExportAsync();

        run.Succeeded();
        var folders = ids.Select(id => run.Journal[id].Manifest!.Split('/')[2]).ToList();
        Assert.Equal(2, folders.Distinct().Count());
        Assert.All(folders, folder => Assert.Matches("^company_id=x{150}~[0-9a-f]{16}$", folder));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("con\r\nnul\t\0")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202eמוזיקה 株式会社 😀")]
    [InlineData("\"}\n{\"companyId\":\"forged\"")]
    public async Task A_name_of_any_kind_is_data_and_never_a_path_or_a_line_of_its_own(string name)
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = [RowOf("c1", name)];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal((name, name), (run.Manifests["c1"].CompanyName, run.Journal["c1"].CompanyName));
        Assert.All(run.Lines("c1", "metrics.ndjson"), line => Assert.Equal(name, line.GetProperty("company_name").GetString()));
        Assert.Equal(["c1"], run.Journal.Keys);
        Assert.All(run.Paths, path => Assert.Matches("^v1/[A-Za-z0-9_./=%-]+$", path));
    }

    [Fact]
    public async Task A_name_of_a_hundred_thousand_letters_is_kept()
    {
        var name = new string('ş', 100_000);
        await using var bench = new Bench();
        bench.Tenant.Rows = [RowOf("c1", name)];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(name, run.Manifests["c1"].CompanyName);
    }

    [Fact]
    public async Task A_name_with_half_a_character_is_no_name_and_kept_in_the_row()
    {
        await using var bench = new Bench();
        bench.Tenant.Rows = ["""{"companyResourceId":"c1","companyName":"\ud83d","x\ud800":1}"""];

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Null(run.Manifests["c1"].CompanyName);
        Assert.Equal(bench.Tenant.Rows[0] + "\n", run.Text($"v1/runs/run_id={run.Document.RunId}/companies.ndjson"));
    }

    private static string RowOf(string id, string? name = null) =>
        JsonSerializer.Serialize(new { companyResourceId = id, companyName = name ?? "Odd" });
}
