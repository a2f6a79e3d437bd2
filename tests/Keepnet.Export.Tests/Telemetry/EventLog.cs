using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Telemetry;

/// <summary>Keeps every log line with its fields.</summary>
internal sealed class EventLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<LoggedEvent> Events { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fields = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.ToDictionary(field => field.Key, field => field.Value);
        Events.Enqueue(new LoggedEvent(eventId.Name, logLevel, fields ?? [], exception, formatter(state, exception)));
    }

    public void Dispose()
    {
    }
}
