using System.CommandLine;
using System.Globalization;
using Keepnet.Export.Cli.Hosting;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>export</c>: one run, or one run per month.</summary>
internal static class ExportCommand
{
    private static readonly string Examples = """
        Exports every company's executive reports and widget data; one run.

        Examples:
          keepnet-export export --out ./exports
          keepnet-export export --period LastMonth --company Qm3vT8rLx2Zd
          keepnet-export export --backfill-from 2026-01 --blob-container-uri https://account.blob.core.windows.net/exports
          keepnet-export export --resume
        """;

    public static Command Create(Terminal terminal, ProcessSignals signals)
    {
        var store = new StoreOptions();
        var period = new PeriodOptions();
        var baseUrl = new Option<string>("--base-url") { Description = "Address of the API.", HelpName = "URL" };
        var companies = new Option<string[]>("--company") { Description = "Only this company; may be given several times.", HelpName = "ID", AllowMultipleArgumentsPerToken = false };
        var concurrency = new Option<int?>("--concurrency") { Description = "Companies at once.", HelpName = "N" };
        var resume = new Option<string>("--resume") { Description = "Go on with a run that was cut off; without an id, the newest one.", HelpName = "RUN_ID", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("export", Examples) { baseUrl, companies, concurrency, resume, json, verbose };
        store.AddTo(command);
        period.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(resume) is not null && new Option[] { companies, period.Period, period.From, period.BackfillFrom }.Any(option => result.GetResult(option) is not null))
            {
                result.AddError("--resume goes on with a run's own plan; leave out --company, --period, --from and --backfill-from.");
            }
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            Put(settings, "Keepnet:BaseUrl", result.GetValue(baseUrl));
            Put(settings, "Export:MaxConcurrency", result.GetValue(concurrency)?.ToString(CultureInfo.InvariantCulture));
            using var host = ExporterHost.Create(settings, result.GetValue(verbose));
            var action = new ExportAction(host, terminal, signals)
            {
                Json = result.GetValue(json),
                Companies = result.GetValue(companies) ?? [],
                IsResume = result.GetResult(resume) is not null,
                ResumeId = result.GetValue(resume),
                Period = period.Single(result),
                Months = today => period.Months(result, today),
            };
            return await action.RunAsync(cancellationToken);
        });
        return command;
    }

    private static void Put(Dictionary<string, string?> settings, string key, string? value)
    {
        if (value is not null)
        {
            settings[key] = value;
        }
    }
}
