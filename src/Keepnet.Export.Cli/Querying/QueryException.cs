namespace Keepnet.Export.Cli.Querying;

/// <summary>The query cannot be run as it is written; the message may have several lines, with a mark below the place.</summary>
internal sealed class QueryException(string message, Exception? inner = null) : Exception(message, inner);
