using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Keepnet.Export.Cli;

/// <summary>Where the program talks to: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    // Lines are wrapped by whoever shows them: a path or command that is broken here can no longer be copied.
    private const int Unbroken = 10_000;

    private readonly IAnsiConsole _out = CreateConsole(output, Unbroken);

    /// <summary>For progress bars; everything else is said line by line.</summary>
    public IAnsiConsole Error { get; } = CreateConsole(error, width: null);

    public TextWriter Output => output;

    public TextWriter ErrorOutput => error;

    public static Terminal ForProcess()
    {
        // Documents are UTF-8 whatever the locale; names come in every script.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error);
    }

    /// <summary>A line for people, on standard error. It never fails: a log that is full or closed must not end an export.</summary>
    public void Say(string line)
    {
        try
        {
            error.WriteLine(PlainText.Of(line));
        }
        catch (Exception exception) when (IsRefused(exception))
        {
        }
    }

    /// <summary>A line of the result, on standard output.</summary>
    /// <exception cref="OutputException">Standard output takes no more.</exception>
    public void Print(string line) => Write(() => output.WriteLine(PlainText.Of(line)));

    /// <summary>A name and a value, which is coloured on a terminal, on a line of their own.</summary>
    /// <exception cref="OutputException">Standard output takes no more.</exception>
    public void PrintField(string name, string value, Color? color) =>
        Print(new Paragraph(name).Append(PlainText.Of(value) + "\n", new Style(color)));

    /// <exception cref="OutputException">Standard output takes no more.</exception>
    public void Print(IRenderable renderable) => Write(() => _out.Write(renderable));

    /// <summary>One JSON document on standard output.</summary>
    /// <exception cref="OutputException">Standard output takes no more.</exception>
    public void PrintJson<T>(T document) => Write(() =>
    {
        output.WriteLine(Encoding.UTF8.GetString(ExportJson.Document(document)));
        output.Flush();
    });

    /// <summary>Whatever a result writes, on standard output.</summary>
    /// <exception cref="OutputException">Standard output takes no more.</exception>
    public void Stream(Action<TextWriter> write) => Write(() =>
    {
        write(output);
        output.Flush();
    });

    /// <summary>What may be drawn on a stream, whatever the other one leads to.</summary>
    public static AnsiConsoleSettings SettingsFor(IAnsiConsoleOutput target) => new()
    {
        Out = target,
        Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,

        // Detection looks at standard output, and would draw no bar on standard error while a document goes to a file.
        Interactive = target.IsTerminal ? InteractionSupport.Yes : InteractionSupport.No,

        // What a build server supports says nothing of the file this goes to.
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    };

    private static void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (IsRefused(exception))
        {
            throw new OutputException(exception);
        }
    }

    // The second is what .NET makes of a stream that was closed before the program began.
    private static bool IsRefused(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static IAnsiConsole CreateConsole(TextWriter writer, int? width)
    {
        var console = AnsiConsole.Create(SettingsFor(new AnsiConsoleOutput(writer)));
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }
}
