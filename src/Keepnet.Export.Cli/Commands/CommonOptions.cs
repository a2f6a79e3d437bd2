using System.CommandLine;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public const int MostCompanies = 100_000;

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output and nothing else there." };

    public static Option<bool> Verbose() => new("--verbose") { Description = "Log every step to standard error." };

    public static Option<string> BaseUrl() => new Option<string>("--base-url")
    {
        Description = "Address of the API; without it Keepnet:BaseUrl.",
        HelpName = "URL",
    }.NotEmpty();

    public static Option<int> SimulatedCompanies(int least) => new Option<int>("--companies")
    {
        Description = "Companies of the simulated tenant.",
        HelpName = "N",
        DefaultValueFactory = _ => 24,
    }.Within(least, MostCompanies);
}
