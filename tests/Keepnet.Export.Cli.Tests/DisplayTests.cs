using System.Text;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Summaries;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Keepnet.Export.Cli.Tests;

public sealed class DisplayTests
{
    [Fact]
    public void A_name_cannot_move_the_cursor_break_the_line_or_turn_the_writing()
    {
        var error = new StringWriter();

        new Terminal(TextWriter.Null, error).Say("a\u001b[2Jb\nc\u202Ed\u2028e [red]f[/]");

        Assert.Equal("a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe [red]f[/]" + Environment.NewLine, error.ToString());
    }

    [Fact]
    public void A_log_that_is_full_or_closed_does_not_end_the_program()
    {
        new Terminal(TextWriter.Null, new RefusingWriter(new IOException("No space left"))).Say("line");
        new Terminal(TextWriter.Null, new RefusingWriter(new UnauthorizedAccessException("Access to the path is denied."))).Say("line");
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_a_failure()
    {
        var full = Assert.Throws<OutputException>(() => Print(new IOException("No space left")));
        var closed = Assert.Throws<OutputException>(() => Print(new UnauthorizedAccessException("Access to the path is denied.")));

        Assert.StartsWith("Cannot write to standard output: No space left.", full.Message, StringComparison.Ordinal);
        Assert.StartsWith("Cannot write to standard output: Access to the path is denied. What", closed.Message, StringComparison.Ordinal);

        static void Print(Exception refusal) => new Terminal(new RefusingWriter(refusal), TextWriter.Null).Print("line");
    }

    [Theory]
    [InlineData(true, InteractionSupport.Yes)]
    [InlineData(false, InteractionSupport.No)]
    public void Bars_are_drawn_on_a_terminal_wherever_the_document_goes(bool isTerminal, InteractionSupport interactive) =>
        Assert.Equal(interactive, Terminal.SettingsFor(new Screen { IsTerminal = isTerminal }).Interactive);

    [Fact]
    public void Figures_count_this_process_alone_when_they_tell_rate_and_time_left()
    {
        var counts = new CompanyCounts { Expected = 100, Succeeded = 59, Failed = 1 };

        var text = FiguresText.Of(counts, doneHere: 20, bytes: 2_500_000, TimeSpan.FromSeconds(10));

        Assert.Equal("60/100, 1 failed, 0 partial, 2/s, 2.5 MB, 00:00:20 left", text);
    }

    [Fact]
    public void Drift_is_one_line_that_names_the_first_news()
    {
        var known = new DriftFinding { Kind = DriftKind.Gone, Path = "reports[].name", Companies = 400, Of = 400 };
        var fresh = new DriftFinding { Kind = DriftKind.Added, Path = "reports[].x", Companies = 3, Of = 400, IsNew = true };

        var first = DriftText.Of(new TenantDrift { Found = [known] });
        var quiet = DriftText.Of(new TenantDrift { ComparedWith = "before", Found = [known, known], IsCut = true });
        var news = DriftText.Of(new TenantDrift { ComparedWith = "before", New = 2, Found = [fresh, fresh, known] });

        Assert.Equal("1 difference from the documented API", first);
        Assert.Equal("2+ differences from the documented API, none new", quiet);
        Assert.Equal("3 differences from the documented API, 2 new: added reports[].x (3 of 400 companies), …", news);
    }

    [Fact]
    public void The_second_interrupt_ends_the_program_at_once_but_an_echo_of_the_first_does_not()
    {
        var time = new FakeTimeProvider();
        using var signals = new ProcessSignals(time);

        var first = signals.Cancel(ExitCodes.Interrupted);
        time.Advance(TimeSpan.FromMilliseconds(20));
        var echo = signals.Cancel(ExitCodes.Interrupted);
        time.Advance(TimeSpan.FromSeconds(1));
        var second = signals.Cancel(ExitCodes.Terminated);

        Assert.Equal((true, true, false), (first, echo, second));
        Assert.True(signals.Token.IsCancellationRequested);
        Assert.Equal(130, signals.ExitCode);
    }

    [Theory]
    [InlineData("./exports", "./exports")]
    [InlineData("my exports", "'my exports'")]
    [InlineData("it's", @"'it'\''s'")]
    public void Arguments_are_quoted_as_a_shell_needs_them(string argument, string quoted)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(quoted, Invocation.Quote(argument));
        }
    }

    private sealed class Screen : IAnsiConsoleOutput
    {
        public required bool IsTerminal { get; init; }

        public TextWriter Writer => TextWriter.Null;

        public int Width => 80;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
        }
    }

    private sealed class RefusingWriter(Exception refusal) : StringWriter
    {
        public override void WriteLine(string? value) => throw refusal;
    }
}
