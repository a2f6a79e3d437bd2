using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Keepnet.Export.Cli.Commands;

namespace Keepnet.Export.Cli;

/// <summary><c>--help</c>, followed by command lines to paste.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string ExitCodeTable = """
        Exit codes:
          0    all companies succeeded or were skipped
          1    some companies are partial or failed; verify: something is wrong
          2    wrong settings or arguments; nothing was done
          3    the run stopped (credentials, role, address, company list, store); mend, then --resume
          130  canceled by Ctrl-C, resumable; 143: by SIGTERM, resumable
        """;

    /// <summary>Whoever asks for help gets it, whatever else is missing on the line.</summary>
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ExplainedCommand { Examples: var examples })
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {Invocation.Program} {example}");
            }

            output.WriteLine();
        }
        else if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine(ExitCodeTable);
            output.WriteLine();
        }

        return exitCode;
    }
}
