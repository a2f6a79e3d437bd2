using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Planning;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Tests.Queueing;

/// <summary>Messages of a shared queue whose work is ended, or whose company cannot even be journalled.</summary>
public sealed class GivenUpMessageTests : IDisposable
{
    private readonly ScriptedKeepnet _api = new();
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_that_takes_too_long_is_told_as_that_whatever_ended_it(bool isFault)
    {
        var sleeper = new Sleeper((operation, _) => operation.EndsWith(StorePaths.Reports, StringComparison.Ordinal), before: true);
        await using var exporter = NewExporter((operation, work) => sleeper.AroundAsync(operation, () =>
            operation.EndsWith(StorePaths.Reports, StringComparison.Ordinal)
                ? throw (isFault ? new ObjectDisposedException("a stream that was ended") : new OperationCanceledException())
                : work()));
        var plan = await PlanAsync(exporter);
        var working = WorkAsync(exporter, plan);
        await Task.WhenAny(sleeper.Asleep, working);

        _clock.Advance(MessageWorker.LongestWork);
        sleeper.Wake();

        var letter = Assert.IsType<Settlement.DeadLetter>(await working);
        Assert.Equal((FailureCodes.Unavailable, "Company c1 was not exported within 50 minutes."), (letter.Code, letter.Reason));
        Assert.Equal(letter.Reason, Assert.Single(await _store.JournalAsync(plan.RunId)).Reason);
    }

    [Fact]
    public async Task A_company_that_can_neither_be_exported_nor_journalled_is_put_aside_and_logged()
    {
        await using var exporter = NewExporter((operation, work) =>
            operation.StartsWith("append", StringComparison.Ordinal) ? throw new StoreException("The journal is a folder.", isPassing: false)
            : operation.EndsWith(StorePaths.Reports, StringComparison.Ordinal) ? throw new FormatException()
            : work());
        var plan = await PlanAsync(exporter);
        _clock.Advance(TimeSpan.FromHours(7));

        var letter = Assert.IsType<Settlement.DeadLetter>(await WorkAsync(exporter, plan, firstSeen: plan.RequestedAt));

        Assert.Equal((FailureCodes.Storage, "The journal is a folder."), (letter.Code, letter.Reason));
        Assert.Contains(_api.Logs.Lines, line => line.Contains($"Company c1 of run {plan.RunId} failed and could not be journalled", StringComparison.Ordinal));
    }

    private static Task<RunPlan> PlanAsync(Exporter exporter) => exporter.Get<RunPlanner>().PlanAsync(exporter.Request(), default);

    private Exporter NewExporter(Func<string, Func<Task>, Task> aroundAsync) => _api.NewExporter(
        new StoreDecorator(_store, aroundAsync), services => services.AddSingleton<TimeProvider>(_clock), ("Export:MaxDeliveries", "1"));

    private Task<Settlement> WorkAsync(Exporter exporter, RunPlan plan, DateTimeOffset? firstSeen = null)
    {
        var message = ExportMessage.Of(plan, "c1", "One", attempt: 1);
        var delivery = new Delivery(1, firstSeen ?? _clock.GetUtcNow());
        return exporter.Get<MessageWorker>().WorkAsync(ExportMessageFormat.Write(message), delivery, default);
    }
}
