using Keepnet.Export.Layout;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Keepnet.Export.Verification;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>A store that fails at the one moment in which a worker has to know whose manifest stands.</summary>
public sealed class UncertainCommitTests
{
    [Fact]
    public async Task Removes_no_file_that_a_manifest_may_list_while_nobody_can_say_whose_manifest_it_is()
    {
        using var api = new ScriptedKeepnet { Catalogue = """{"metrics":[{"widgets":[{"resourceId":"w1"}]}]}""" };
        var store = new MemoryStore();
        var isBlind = false;
        var failing = new StoreDecorator(store, async (operation, work) =>
        {
            if (isBlind && operation.StartsWith("read", StringComparison.Ordinal) && StorePaths.IsManifest(operation))
            {
                isBlind = false;
                throw new StoreException("The store is out of order.", isPassing: true);
            }

            await work();
            if (operation.StartsWith("create", StringComparison.Ordinal) && StorePaths.IsManifest(operation))
            {
                isBlind = true;

                // Somebody who took the worker for dead.
                await store.DeleteAsync(store.Paths.Single(path => path.EndsWith(StorePaths.Widgets, StringComparison.Ordinal)), default);
            }
        });

        await using var exporter = api.NewExporter(failing, ("Export:MaxDeliveries", "1"));
        await exporter.RunAsync();

        var problem = Assert.Single((await exporter.VerifyAsync()).Problems);
        Assert.Equal(StoreProblem.Missing, problem.Problem);
        Assert.EndsWith(StorePaths.Widgets, problem.Path, StringComparison.Ordinal);
    }
}
