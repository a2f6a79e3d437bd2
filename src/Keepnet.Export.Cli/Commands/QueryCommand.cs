using System.CommandLine;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Cli.Querying;
using Keepnet.Export.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>query</c>: asks the store in SQL.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var options = new QueryOptions();
        var command = new ExplainedCommand(
            "query",
            "Asks the store in SQL (DuckDB): views metrics, tables, latest, companies, runs hold the newest complete exports.",
            "query --example risk-by-company --out ./demo-export",
            "query --list-examples",
            "query \"SELECT company_name, outcome, finished_at FROM latest ORDER BY ALL\" --out ./demo-export",
            "query \"DESCRIBE metrics\" --out ./demo-export");
        store.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(options.ListExamples))
            {
                List(terminal);
                return ExitCodes.Succeeded;
            }

            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            await StorePresence.RequireAsync(host, cancellationToken);
            using var query = new StoreQuery(host.Services.GetRequiredService<ExportReader>(), host.Settings().Export.Directory, options.Scope(result));
            var format = options.Format(result);
            using var answer = await query.RunAsync(options.Sql(result), format == QueryFormat.Json, cancellationToken);
            Print(terminal, answer, format);
            return ExitCodes.Succeeded;
        });
        return command;
    }

    private static void List(Terminal terminal)
    {
        foreach (var line in AlignedTable.Lines([.. NamedQueries.Names.Select(name => new[] { name, NamedQueries.DescriptionOf(name) })]))
        {
            terminal.Print(line);
        }
    }

    private static void Print(Terminal terminal, QueryResult result, QueryFormat format)
    {
        switch (format)
        {
            case QueryFormat.Json:
                terminal.Stream(output => JsonRows.Write(output, result));
                break;
            case QueryFormat.Csv:
                terminal.Stream(output => CsvRows.Write(output, result));
                break;
            default:
                TableRows.Print(terminal, result);
                break;
        }
    }
}
