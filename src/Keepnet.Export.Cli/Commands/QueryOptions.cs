using System.CommandLine;
using Keepnet.Export.Cli.Querying;

namespace Keepnet.Export.Cli.Commands;

/// <summary>What <c>query</c> is asked, about what, and how it answers.</summary>
internal sealed class QueryOptions
{
    private readonly Argument<string?> _sql = new("sql")
    {
        Description = "One SELECT, quoted for your shell.",
        HelpName = "SQL",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _example = new Option<string>("--example") { Description = "Ask one of the queries that come with the program.", HelpName = "NAME" }.NotEmpty();
    private readonly Option<string> _company = new Option<string>("--company") { Description = "Only this company.", HelpName = "ID" }.NotEmpty();
    private readonly Option<string> _period = new Option<string>("--period") { Description = "Only this period, as its folder is named.", HelpName = "NAME" }.NotEmpty();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON array, an object per row." };
    private readonly Option<bool> _csv = new("--csv") { Description = "Print comma-separated values (RFC 4180)." };

    public Option<bool> ListExamples { get; } = new("--list-examples") { Description = "List the queries that come with the program." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_sql);
        foreach (var option in new Option[] { _example, ListExamples, _company, _period, _json, _csv })
        {
            command.Options.Add(option);
        }

        _example.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }, ..] && !NamedQueries.Names.Contains(name))
            {
                result.AddError($"There is no example '{name}'; there are: {string.Join(", ", NamedQueries.Names)}.");
            }
        });
        command.Validators.Add(result =>
        {
            var given = new[] { !string.IsNullOrWhiteSpace(result.GetValue(_sql)), result.GetResult(_example) is not null, result.GetValue(ListExamples) }.Count(isGiven => isGiven);
            if (given != 1)
            {
                result.AddError(given == 0 ? "Give a query in SQL, or --example NAME." : "Give a query, --example or --list-examples: one of them.");
            }

            if (result.GetValue(_json) && result.GetValue(_csv))
            {
                result.AddError("--json and --csv are two formats; give one of them.");
            }
        });
    }

    public string Sql(ParseResult result) => result.GetValue(_example) is { } name ? NamedQueries.SqlOf(name) : result.GetValue(_sql)!;

    public QueryScope Scope(ParseResult result) => new(result.GetValue(_company), result.GetValue(_period));

    public QueryFormat Format(ParseResult result) =>
        result.GetValue(_json) ? QueryFormat.Json : result.GetValue(_csv) ? QueryFormat.Csv : QueryFormat.Table;
}
