namespace Keepnet.Export.Cli.Querying;

/// <summary>One column of a result.</summary>
/// <param name="Name">Its name; no two columns have the same.</param>
/// <param name="Type">Its type as the engine names it.</param>
internal sealed record QueryColumn(string Name, string Type)
{
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "BIGNUM",
    };

    public bool IsNumber => Numbers.Contains(Type) || Type.StartsWith("DECIMAL(", StringComparison.Ordinal);
}
