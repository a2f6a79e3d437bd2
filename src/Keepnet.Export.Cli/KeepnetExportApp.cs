using System.CommandLine;
using Keepnet.Export.Cli.Commands;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli;

/// <summary>The command line: parses, runs one command, and turns what goes wrong into one clear line and an exit code.</summary>
internal sealed class KeepnetExportApp(Terminal terminal, ProcessSignals signals)
{
    public async Task<int> RunAsync(string[] args)
    {
        var result = Build().Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                terminal.Say(error.Message);
            }

            terminal.Say($"Try: keepnet-export {string.Concat(CommandPath(result).Select(name => name + " "))}--help");
            return ExitCodes.WrongUsage;
        }

        try
        {
            var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await result.InvokeAsync(configuration, signals.Token);
        }
        catch (InvalidSettingsException exception)
        {
            foreach (var problem in exception.Problems)
            {
                terminal.Say(problem);
            }

            return ExitCodes.WrongUsage;
        }
        catch (StoreException exception)
        {
            terminal.Say(exception.Message);
            return ExitCodes.Stopped;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode ?? ExitCodes.Interrupted;
        }
    }

    private RootCommand Build() => new("Exports executive reports and widget data of every company of a Keepnet reseller, as JSON, to a directory or to Azure Blob Storage.")
    {
        DemoCommand.Create(terminal, signals),
        ExportCommand.Create(terminal, signals),
        DoctorCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        RunsCommand.Create(terminal),
        ServeCommand.Create(terminal),
        SimulateCommand.Create(terminal),
    };

    private static IEnumerable<string> CommandPath(ParseResult result) =>
        result.CommandResult.Command is RootCommand ? [] : [result.CommandResult.Command.Name];
}
