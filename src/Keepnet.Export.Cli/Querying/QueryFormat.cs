namespace Keepnet.Export.Cli.Querying;

/// <summary>How a result is printed.</summary>
internal enum QueryFormat
{
    Table,
    Json,
    Csv,
}
