namespace Keepnet.Export.Cli.Querying;

/// <summary>A file holds JSON that the query engine is too strict to read.</summary>
internal sealed class UnreadableLineException(string message, Exception inner) : Exception(message, inner);
