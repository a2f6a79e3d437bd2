using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Envelope;

/// <summary>Bodies that are larger than anybody should send.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(Framing.ContentLength)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.Close)]
    public async Task A_body_over_the_limit_costs_that_widget_only_and_is_not_tried_again(object framing)
    {
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => id == "w1"
            ? TinyTenant.WidgetOf(company, id)
            : TinyTenant.WidgetOf(company, id, $"[{{\"dataObject\":\"{new string('x', 20_000)}\"}}]");
        bench.Api.On(Call.Widgets, (_, usual) => usual with { Framing = (Framing)framing });

        var run = await bench.ExportAsync(("Keepnet:MaxResponseBytes", "10000"));

        var failed = run.Ended(RunOutcome.Partial, exitCode: 1).LostWidget("c1", "w2", "protocol");
        Assert.Contains("larger than 10000 bytes", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(3, run.Asked(Call.Widgets, "c1"));
    }

    [Fact]
    public async Task More_elements_than_the_limit_are_a_failure_that_is_not_tried_again()
    {
        await using var bench = new Bench();
        bench.Tenant.Reports = _ => $"[{string.Join(',', Enumerable.Repeat("{}", 11))}]";

        var run = await bench.ExportAsync(("Keepnet:MaxItems", "10"));

        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Contains("more than 10 elements", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Fact]
    public async Task An_answer_too_large_for_memory_is_exported_and_leaves_no_temporary_file()
    {
        var spool = Directory.CreateTempSubdirectory("keepnet-conformance-");
        await using var bench = new Bench();
        bench.Tenant.Widget = (company, id) => TinyTenant.WidgetOf(company, id, $"[{{\"tableValues\":[{{\"a\":\"{new string('x', 3_000_000)}\"}}]}}]");

        var run = await bench.ExportAsync(("Keepnet:SpoolDirectory", spool.FullName));

        run.Succeeded();
        Assert.True(run.Manifests["c1"].Bytes > 6_000_000);
        Assert.Empty(spool.EnumerateFileSystemInfos());
        spool.Delete();
    }

    [Fact]
    public async Task An_endless_error_page_is_cut_short()
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, _) => WireAnswer.Json($"{{\"message\":\"Too odd\",\"rest\":\"{new string('x', 2_000_000)}\"}}", 400));

        var run = await bench.ExportAsync();

        var reason = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "invalidRequest").Reason!;
        Assert.Contains("Too odd", reason, StringComparison.Ordinal);
        Assert.InRange(reason.Length, 1, 600);
    }
}
