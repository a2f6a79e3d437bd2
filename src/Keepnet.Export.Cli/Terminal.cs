using Spectre.Console;

namespace Keepnet.Export.Cli;

/// <summary>Where the program talks to: results to standard output, everything else to standard error.</summary>
internal sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error, TextWriter RawOut)
{
    public static Terminal ForProcess() => new(
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }),
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        Console.Out);

    /// <summary>A line for people, on standard error, never read as markup.</summary>
    public void Say(string line) => Error.WriteLine(PlainText.Of(line));

    /// <summary>A line of the result, on standard output, never wrapped or read as markup.</summary>
    public void Print(string line) => RawOut.WriteLine(PlainText.Of(line));

    /// <summary>One JSON document on standard output.</summary>
    public void PrintJson<T>(T document)
    {
        RawOut.WriteLine(System.Text.Encoding.UTF8.GetString(ExportJson.Document(document)));
        RawOut.Flush();
    }
}
