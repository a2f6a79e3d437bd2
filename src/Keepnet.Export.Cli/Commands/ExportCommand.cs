using System.CommandLine;
using System.Globalization;
using Keepnet.Export.Cli.Hosting;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>export</c>: one run, or one run per month.</summary>
internal sealed class ExportCommand
{
    private const int MostAtOnce = 256;

    private readonly StoreOptions _store = new();
    private readonly PeriodOptions _period = new();
    private readonly Option<string> _baseUrl = CommonOptions.BaseUrl();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();
    private readonly Option<string[]> _companies = new Option<string[]>("--company")
    {
        Description = "Only this company; may be given several times.",
        HelpName = "ID",
    }.NotEmpty();

    private readonly Option<int?> _concurrency = new Option<int?>("--concurrency")
    {
        Description = "Companies at once; without it Export:MaxConcurrency, else 4.",
        HelpName = "N",
    }.Within(1, MostAtOnce);

    private readonly Option<string> _resume = new Option<string>("--resume")
    {
        Description = "Go on with a run that was cut off; without an id, with the newest one.",
        HelpName = "RUN_ID",
        Arity = ArgumentArity.ZeroOrOne,
    }.NotEmpty();

    private ExportCommand()
    {
    }

    public static Command Create(Terminal terminal, ProcessSignals signals) => new ExportCommand().Build(terminal, signals);

    private ExplainedCommand Build(Terminal terminal, ProcessSignals signals)
    {
        var command = new ExplainedCommand(
            "export",
            "Exports every company's executive reports and widget data; one run.",
            "export --out ./exports",
            "export --period LastMonth --company Qm3vT8rLx2Zd",
            "export --from 2026-04-01 --to 2026-06-30 --json",
            "export --backfill-from 2026-01 --blob-container-uri https://account.blob.core.windows.net/exports",
            "export --resume");
        _store.AddTo(command);
        _period.AddTo(command);
        foreach (var option in new Option[] { _companies, _resume, _baseUrl, _concurrency, _json, _verbose })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_resume) is not null && _period.All.Append(_companies).Any(option => result.GetResult(option) is not null))
            {
                result.AddError("--resume goes on with a run's own plan; leave out --company and everything that names a period.");
            }
        });
        command.SetAction((result, cancellationToken) => RunAsync(result, terminal, signals, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, Terminal terminal, ProcessSignals signals, CancellationToken cancellationToken)
    {
        using var host = ExporterHost.Create(Settings(result), result.GetValue(_verbose));
        var surroundings = new[] { _store.Out, _store.BlobContainerUri, _baseUrl }.SelectMany(option => Given(result, option));
        var action = new ExportAction(host, terminal, new ExportEnd(terminal, signals, result.GetValue(_json), [.. surroundings]))
        {
            Companies = result.GetValue(_companies) ?? [],
            IsResume = result.GetResult(_resume) is not null,
            ResumeId = result.GetValue(_resume),
            Period = _period.Single(result),
            Months = today => _period.Months(result, today),
        };
        return await action.RunAsync(cancellationToken);
    }

    private Dictionary<string, string?> Settings(ParseResult result)
    {
        var settings = new Dictionary<string, string?>();
        _store.Override(result, settings);
        if (result.GetValue(_baseUrl) is { } url)
        {
            settings["Keepnet:BaseUrl"] = url;
        }

        if (result.GetValue(_concurrency) is { } concurrency)
        {
            settings["Export:MaxConcurrency"] = concurrency.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }

    private static string[] Given(ParseResult result, Option<string> option) =>
        result.GetValue(option) is { } value ? [option.Name, value] : [];
}
