using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Queueing;

/// <summary>Faults of this program while a message is worked on: the company is not lost, and nobody is told what the fault quotes.</summary>
public sealed class UnforeseenFaultTests : IDisposable
{
    private const string Quoted = "ada.lovelace@example.test";

    private readonly ScriptedKeepnet _api = new();
    private readonly MemoryStore _store = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task A_company_that_cannot_be_journalled_is_put_aside_with_its_kind_of_fault_and_none_of_its_words()
    {
        await using var exporter = _api.NewExporter(FailingAt("append"), services => services.AddInProcessQueue());
        var plan = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        var queue = exporter.Get<InProcessQueue>();
        await queue.EnqueueAsync(new[] { MessageOf(plan) }.ToAsyncEnumerable(), default);
        queue.CompleteAdding();

        await exporter.Get<QueueWorkers>().RunAsync(default);

        var letter = Assert.Single(queue.DeadLetters);
        AssertTellsItsKindOnly(letter.Failure.Code, letter.Failure.Reason);
        Assert.Contains(_api.Logs.Lines, line => line.Contains(nameof(StoreDecorator), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_from_a_shared_queue_comes_again_until_its_deliveries_are_spent_and_its_company_fails()
    {
        await using var planner = _api.NewExporter(_store);
        var plan = await planner.Get<RunPlanner>().PlanAsync(planner.Request(), default);
        await using var exporter = _api.NewExporter(FailingAt("read", "run.json"), ("Export:MaxDeliveries", "2"));

        var first = await WorkAsync(exporter, plan, delivery: 1);
        var second = await WorkAsync(exporter, plan, delivery: 2);

        Assert.Equal(2, Assert.IsType<Settlement.PutOff>(first).Delivery.Number);
        var letter = Assert.IsType<Settlement.DeadLetter>(second);
        AssertTellsItsKindOnly(letter.Code, letter.Reason);
        var entry = Assert.Single(await _store.JournalAsync(plan.RunId));
        Assert.Equal((ExportOutcome.Failed, letter.Code, letter.Reason), (entry.Outcome, entry.Code, entry.Reason));
    }

    [Fact]
    public async Task A_damaged_plan_is_no_fault_of_this_program()
    {
        await using var exporter = _api.NewExporter(_store, ("Export:MaxDeliveries", "1"));
        var plan = await exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);
        await _store.DeleteAsync(StorePaths.Plan(plan.RunId), default);
        await _store.TryCreateAsync(StorePaths.Plan(plan.RunId), "{"u8.ToArray(), default);

        var letter = Assert.IsType<Settlement.DeadLetter>(await WorkAsync(exporter, plan, delivery: 1));

        Assert.Equal(FailureCodes.Storage, letter.Code);
        Assert.Contains("keepnet-export verify", letter.Reason, StringComparison.Ordinal);
    }

    private static ExportMessage MessageOf(RunPlan plan) => ExportMessage.Of(plan, "c1", "One", attempt: 1);

    private static Task<Settlement> WorkAsync(Exporter exporter, RunPlan plan, int delivery) => exporter.Get<MessageWorker>()
        .WorkAsync(ExportMessageFormat.Write(MessageOf(plan)), new Delivery(delivery, plan.RequestedAt), default);

    private StoreDecorator FailingAt(string operation, string file = "") => new(_store, (what, work) =>
        what.StartsWith(operation, StringComparison.Ordinal) && what.EndsWith(file, StringComparison.Ordinal)
            ? throw new FormatException($"The value {Quoted} is not right.")
            : work());

    private void AssertTellsItsKindOnly(string code, string reason)
    {
        Assert.Equal(FailureCodes.Protocol, code);
        Assert.Contains(nameof(FormatException), reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Quoted, reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_api.Logs.Lines, line => line.Contains(Quoted, StringComparison.Ordinal));
    }
}
