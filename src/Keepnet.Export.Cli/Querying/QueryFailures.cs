using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli.Querying;

/// <summary>What the query engine complains of, and whose fault it is.</summary>
internal static class QueryFailures
{
    public static Exception Explain(DuckDBException exception) => exception switch
    {
        _ when exception.Message.Contains("Malformed JSON", StringComparison.Ordinal) => new UnreadableLineException(exception.Message, exception),
        { ErrorType: DuckDBErrorType.Interrupt } => new OperationCanceledException(exception.Message, exception),
        { ErrorType: DuckDBErrorType.OutOfMemory or DuckDBErrorType.Io or DuckDBErrorType.Internal or DuckDBErrorType.Fatal } =>
            new StoreException($"The query engine gave up: {exception.Message}", isPassing: true, exception),
        _ when exception.Message.Contains("Permission Error", StringComparison.Ordinal) =>
            new QueryException("A query reads the views of the store, no other files, and no network.", exception),
        _ => new QueryException(exception.Message, exception),
    };
}
