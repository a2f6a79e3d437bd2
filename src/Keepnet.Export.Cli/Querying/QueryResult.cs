using System.Data.Common;

namespace Keepnet.Export.Cli.Querying;

/// <summary>What a query gave.</summary>
internal sealed class QueryResult(IReadOnlyList<QueryColumn> columns, DbDataReader reader) : IDisposable
{
    public IReadOnlyList<QueryColumn> Columns => columns;

    /// <summary>To be read once: texts, or JSON values when those were asked for; null is SQL's NULL.</summary>
    public IEnumerable<IReadOnlyList<string?>> Rows
    {
        get
        {
            while (reader.Read())
            {
                yield return [.. Enumerable.Range(0, columns.Count).Select(column => reader.IsDBNull(column) ? null : reader.GetString(column))];
            }
        }
    }

    public void Dispose() => reader.Dispose();
}
