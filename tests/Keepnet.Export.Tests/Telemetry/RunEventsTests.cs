using Keepnet.Export.Exporting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Telemetry;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Telemetry;

/// <summary>The alerts of <c>infra/modules/alerts.bicep</c> look for these names and values.</summary>
public sealed class RunEventsTests
{
    private readonly Recorder _log = new();

    [Theory]
    [InlineData(RunOutcome.Succeeded, "succeeded")]
    [InlineData(RunOutcome.Partial, "partial")]
    [InlineData(RunOutcome.Failed, "failed")]
    public void The_end_of_a_run_is_an_event_with_its_outcome_as_the_summary_has_it(RunOutcome outcome, string expected)
    {
        var plan = new RunPlan
        {
            RunId = "20260504T020000Z-schedule",
            Trigger = "schedule",
            Period = "LastMonth",
            RequestedAt = default,
            Expected = 3,
            Filters = new CompanyFilters(),
            Privacy = "keep",
        };
        var summary = new RunSummary { RunId = plan.RunId, Outcome = outcome, Period = plan.Period, Store = "memory", Companies = new CompanyCounts { Expected = 3 } };

        RunEvents.LogEnded(_log, plan, summary);

        Assert.Equal(("RunEnded", LogLevel.Information), (_log.Event, _log.Level));
        Assert.Equal(("20260504T020000Z-schedule", "schedule", expected), (_log.Fields["RunId"], _log.Fields["Trigger"], _log.Fields["Outcome"]));
    }

    [Fact]
    public void A_run_that_stands_still_is_the_same_event()
    {
        RunEvents.LogStopped(_log, "20260504T020000Z-schedule", "schedule", new ExportFailure("authentication", "The secret is wrong."));

        Assert.Equal(("RunEnded", LogLevel.Information, "stopped"), (_log.Event, _log.Level, _log.Fields["Outcome"]));
        Assert.EndsWith("authentication: The secret is wrong.", _log.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILogger
    {
        public string? Event { get; private set; }

        public LogLevel Level { get; private set; }

        public string Message { get; private set; } = "";

        public Dictionary<string, object?> Fields { get; private set; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            (Event, Level, Message) = (eventId.Name, logLevel, formatter(state, exception));
            Fields = ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(StringComparer.Ordinal);
        }
    }
}
