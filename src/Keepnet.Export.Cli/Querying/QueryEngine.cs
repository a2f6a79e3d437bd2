using DuckDB.NET.Data;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli.Querying;

/// <summary>
/// DuckDB in memory, over the views of a store. It runs one SELECT at a time, can read the views' files and nothing else of
/// this machine or the network, and has no way to write.
/// </summary>
internal sealed class QueryEngine : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public QueryEngine() => Guard(() =>
    {
        _connection.Open();
        return 0;
    });

    /// <summary>The one SELECT of a text, without what may stand behind it.</summary>
    /// <exception cref="QueryException">It is something else, or no SQL.</exception>
    public string Check(string sql)
    {
        var text = sql.TrimEnd().TrimEnd(';', ' ', '\t', '\r', '\n');
        var (error, message, statements) = Parse(text);
        if (error == "parser")
        {
            throw new QueryException($"The query is no SQL that DuckDB understands: {message}.");
        }

        if (error is not null || statements != 1)
        {
            throw new QueryException("The query must be one SELECT (or WITH, FROM, DESCRIBE, SUMMARIZE, SHOW TABLES): the store is only read.");
        }

        // Wrapped as it will be, so that nothing in it ends the wrapping.
        return Parse(Wrap("*", text)) is { Error: null, Statements: 1 } ? text : throw new QueryException("Leave out the query's semicolon and what follows it.");
    }

    /// <summary>Defines a view, again if need be.</summary>
    public void Define(QueryView view, IReadOnlyList<string> files) => Execute(view.CreateSql(files));

    /// <summary>From now on nothing but these folders can be read.</summary>
    public void Lock(PrivateFolder folder, IEnumerable<string> files)
    {
        string[] settings =
        [
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "allow_community_extensions = false",
            "allow_persistent_secrets = false",
            $"temp_directory = {QueryView.Literal(Path.Combine(folder.Path, "spill"))}",
            $"allowed_directories = [{QueryView.Literal(folder.Path + Path.DirectorySeparatorChar)}]",
            $"allowed_paths = [{string.Join(", ", files.Select(QueryView.Literal))}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ];
        foreach (var setting in settings)
        {
            Execute("SET " + setting);
        }
    }

    /// <summary>Runs a checked query.</summary>
    /// <param name="sql">What <see cref="Check"/> returned.</param>
    /// <param name="asJson">Values as JSON instead of as text.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="QueryException">The query cannot be run on these views.</exception>
    /// <exception cref="UnreadableLineException">A file holds something the engine cannot read.</exception>
    public QueryResult Run(string sql, bool asJson, CancellationToken cancellationToken) => Guard(() =>
    {
        using var description = Read($"DESCRIBE {Wrap("*", sql)}", [new("column_name", "VARCHAR"), new("column_type", "VARCHAR")], cancellationToken);
        var columns = description.Rows.Select(row => new QueryColumn(row[0]!, row[1]!)).ToList();
        var values = asJson ? "CAST(to_json(COLUMNS(*)) AS VARCHAR)" : "CAST(COLUMNS(*) AS VARCHAR)";
        return Read(Wrap(values, sql), columns, cancellationToken);
    });

    public void Dispose() => _connection.Dispose();

    // On one line, so that the engine's messages count lines as the user does; a comment at the end must not swallow the bracket.
    private static string Wrap(string values, string sql) => $"SELECT {values} FROM ({sql}\n)";

    private (string? Error, string? Message, long Statements) Parse(string sql) => Guard(() =>
    {
        using var command = _connection.CreateCommand();
        command.CommandText = """
            WITH parsed AS (SELECT json_serialize_sql($1::VARCHAR) AS tree)
            SELECT tree->>'$.error_type', tree->>'$.error_message', CAST(json_array_length(tree, '$.statements') AS BIGINT) FROM parsed
            """;
        command.Parameters.Add(new DuckDBParameter(sql));
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
    });

    private void Execute(string sql) => Guard(() =>
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    });

    // All of it is there, in the engine's memory, when this returns: an answer is not cut short by an error.
    private QueryResult Read(string sql, IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var interruption = cancellationToken.Register(command.Cancel);
        return new QueryResult(columns, command.ExecuteReader());
    }

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException exception)
        {
            throw QueryFailures.Explain(exception);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new StoreException(
                "Queries need the native library of DuckDB, which there is for Windows, macOS, and Linux with glibc, on x64 and ARM64. Read the files with another tool.",
                isPassing: false, exception);
        }
    }
}
