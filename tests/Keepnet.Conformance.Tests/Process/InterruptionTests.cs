using System.Text.Json;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Cli.Tests.Support;

namespace Keepnet.Conformance.Tests.Process;

/// <summary>Ctrl-C and SIGTERM at any call, and going on afterwards.</summary>
public sealed class InterruptionTests
{
    private static readonly string[] Companies = ["c1", "c2", "c3"];

    /// <summary>The exit code that the signal stands for, and the call in the middle of which it comes.</summary>
    public static TheoryData<int, int> Moments
    {
        get
        {
            var moments = new TheoryData<int, int>();
            foreach (var atCall in new[] { 1, 2, 3, 5, 8, 12, 15 })
            {
                moments.Add(130, atCall);
                moments.Add(143, atCall);
            }

            return moments;
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_signal_at_any_call_ends_in_good_order_and_the_run_goes_on_without_loss(int exitCode, int atCall)
    {
        await using var tenant = new WireTenant(Companies);
        using var line = new CommandLine();
        var canceled = await CancelAsync(tenant, line, exitCode, atCall);
        var hadPlan = canceled.Document.GetProperty("runId").ValueKind != JsonValueKind.Null;
        var done = canceled.Document.GetProperty("companies").GetProperty("succeeded").GetInt32();

        var next = hadPlan ? await line.ExportAsync(tenant, "--resume") : await line.ExportAsync(tenant);
        var verified = await App.RunAsync("verify", "--out", line.Folder);

        Assert.Equal((exitCode, "canceled", "canceled"), (canceled.ExitCode, Text(canceled, "outcome"), Text(canceled, "code")));
        Assert.Equal((0, "succeeded", 0), (next.ExitCode, Text(next, "outcome"), verified.ExitCode));
        Assert.Equal(3, next.Document.GetProperty("companies").GetProperty("succeeded").GetInt32());
        Assert.Equal(3, line.Files().Count(file => Path.GetFileName(file) == "latest.json"));
        Assert.DoesNotContain(line.Files(), file => file.Contains(".staging", StringComparison.Ordinal));
        Assert.InRange(done, 0, 2);
    }

    [Fact]
    public async Task Companies_that_were_journalled_are_not_asked_for_again()
    {
        await using var tenant = new WireTenant(Companies);
        using var line = new CommandLine();
        var canceled = await CancelAsync(tenant, line, 130, atCall: 14);
        var done = JournalledIn(line);
        var before = tenant.Requests.Count;

        var resumed = await line.ExportAsync(tenant, "--resume", Text(canceled, "runId"));

        Assert.Equal((130, 0), (canceled.ExitCode, resumed.ExitCode));
        Assert.NotEmpty(done);
        Assert.DoesNotContain(tenant.Requests.Skip(before), request => request.Call == Call.Companies || done.Contains(request.Company));
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_resumed()
    {
        await using var tenant = new WireTenant("c1");
        using var line = new CommandLine();
        var ended = await line.ExportAsync(tenant);

        var newest = await line.ExportAsync(tenant, "--resume");
        var named = await line.ExportAsync(tenant, "--resume", Text(ended, "runId"));

        Assert.Equal((2, 2, ""), (newest.ExitCode, named.ExitCode, newest.Output + named.Output));
        Assert.Contains("There is no run to resume", newest.Error, StringComparison.Ordinal);
        Assert.Contains("has come to its end", named.Error, StringComparison.Ordinal);
    }

    // One company at a time: the calls come in the same order always.
    private static Task<CliResult> CancelAsync(WireTenant tenant, CommandLine line, int exitCode, int atCall)
    {
        Action<int> signal = _ => { };
        var calls = 0;
        tenant.OnEvery(() =>
        {
            if (++calls == atCall)
            {
                signal(exitCode);
            }
        });
        return line.ExportAsync(tenant, take => signal = take, "--concurrency", "1");
    }

    private static List<string?> JournalledIn(CommandLine line) =>
    [
        .. line.Text("journal.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => JsonDocument.Parse(entry).RootElement.GetProperty("companyId").GetString()),
    ];

    private static string Text(CliResult result, string name) => result.Document.GetProperty(name).GetString()!;
}
