using System.CommandLine;
using Keepnet.Api;
using Keepnet.Export.Cli.Commands;
using Keepnet.Export.Cli.Querying;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Vault;

namespace Keepnet.Export.Cli;

/// <summary>The command line: parses, runs one command, and turns what goes wrong into one clear line and an exit code.</summary>
internal sealed class KeepnetExportApp(Terminal terminal, ProcessSignals signals)
{
    // A company id may begin with any character: what begins with @ is no file to read arguments from.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public async Task<int> RunAsync(string[] args)
    {
        var root = Build();
        var result = root.Parse(args, Parsing);
        if (args.Length == 0)
        {
            await InvokeAsync(root.Parse(["--help"]), terminal.ErrorOutput);
            return ExitCodes.WrongUsage;
        }

        return result.Errors.Count > 0 ? Refuse(result) : await GuardAsync(() => InvokeAsync(result, terminal.Output));
    }

    private Task<int> InvokeAsync(ParseResult result, TextWriter output) => result.InvokeAsync(
        new InvocationConfiguration { Output = output, Error = terminal.ErrorOutput, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false },
        signals.Token);

    private int Refuse(ParseResult result)
    {
        // What is not understood explains itself; that a command is missing then only distracts.
        var unknown = result.UnmatchedTokens.Select(token => $"There is no command or option '{token}' here.").ToList();
        foreach (var line in unknown.Count > 0 ? unknown : [.. result.Errors.Select(error => error.Message).Distinct()])
        {
            terminal.Say(line);
        }

        var command = result.CommandResult.Command;
        terminal.Say($"Try: {Invocation.Of(command is RootCommand ? ["--help"] : [command.Name, "--help"])}");
        return ExitCodes.WrongUsage;
    }

    private async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (InvalidSettingsException exception)
        {
            foreach (var problem in exception.Sentences)
            {
                terminal.Say(problem);
            }

            return ExitCodes.WrongUsage;
        }
        catch (QueryException exception)
        {
            // The second line quotes the query and the third one points into it.
            foreach (var line in exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                terminal.Say(line.TrimEnd('\r'));
            }

            return ExitCodes.WrongUsage;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode ?? ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            terminal.Say(exception is StoreException or VaultException or KeepnetApiException or OutputException ? exception.Message : UnexpectedFailure.Describe(exception));
            return ExitCodes.Stopped;
        }
    }

    private RootCommand Build()
    {
        var root = new RootCommand("Exports executive reports and widget data of every company of a Keepnet reseller, as JSON, to a directory or to Azure Blob Storage.")
        {
            DemoCommand.Create(terminal, signals),
            ExportCommand.Create(terminal, signals),
            DoctorCommand.Create(terminal),
            VerifyCommand.Create(terminal),
            RunsCommand.Create(terminal),
            QueryCommand.Create(terminal),
            ServeCommand.Create(terminal),
            SimulateCommand.Create(terminal),
        };
        HelpWithExamples.AddTo(root);
        return root;
    }
}
