using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

public sealed class CanceledCommitTests
{
    [Fact]
    public async Task Takes_its_files_back_when_it_is_canceled_before_there_is_a_manifest()
    {
        using var api = new ScriptedKeepnet { Catalogue = """{"metrics":[{"widgets":[{"resourceId":"w1"}]}]}""" };
        using var canceled = new CancellationTokenSource();
        var store = new MemoryStore();
        var interrupted = new StoreDecorator(store, async (operation, work) =>
        {
            if (operation.StartsWith("list", StringComparison.Ordinal) && operation.Contains("/attempt=", StringComparison.Ordinal))
            {
                Assert.Contains(store.Paths, path => path.Contains("/attempt=", StringComparison.Ordinal));
                await canceled.CancelAsync();
                canceled.Token.ThrowIfCancellationRequested();
            }

            await work();
        });

        await using var exporter = api.NewExporter(interrupted);
        var run = await exporter.RunAsync(cancellationToken: canceled.Token);

        Assert.Equal(RunOutcome.Canceled, run.Outcome);
        Assert.DoesNotContain(store.Paths, path => path.StartsWith("v1/exports", StringComparison.Ordinal));
    }
}
