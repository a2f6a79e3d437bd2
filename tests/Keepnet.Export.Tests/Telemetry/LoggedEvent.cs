using Microsoft.Extensions.Logging;

namespace Keepnet.Export.Tests.Telemetry;

/// <summary>A log line with its named fields.</summary>
internal sealed record LoggedEvent(string? Name, LogLevel Level, IReadOnlyDictionary<string, object?> Fields, Exception? Exception, string Message);
