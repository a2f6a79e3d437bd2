using Keepnet.Export.Cli.Tests.Support;

namespace Keepnet.Export.Cli.Tests;

public sealed class ArgumentTests
{
    [Theory]
    [InlineData("nonsense", "There is no command or option 'nonsense' here.")]
    [InlineData("export @nonsense", "There is no command or option '@nonsense' here.")]
    [InlineData("export --nonsense", "There is no command or option '--nonsense' here.")]
    [InlineData("export --period Fortnight", "--period is 'Fortnight'; allowed: LastMonth, Last3Months, Last6Months, LastYear, ThisYear.")]
    [InlineData("export --period", "Required argument missing for option: '--period'.")]
    [InlineData("export --json --from", "Required argument missing for option: '--from'.")]
    [InlineData("export --period LastMonth --period LastYear", "Option '--period' expects a single argument but 2 were provided.")]
    [InlineData("export --backfill-from 2026-01 --backfill-to", "Required argument missing for option: '--backfill-to'.")]
    [InlineData("export --from 2026-05-01 --to 2026-04-01", "--from 2026-05-01 is after --to 2026-04-01.")]
    [InlineData("export --from 2026-05-01", "--from needs --to as well.")]
    [InlineData("export --to 2026-05-01", "--to needs --from as well.")]
    [InlineData("export --from 01.05.2026 --to 2026-05-02", "--from is '01.05.2026'; allowed: a day such as 2026-04-01.")]
    [InlineData("export --period LastMonth --from 2026-05-01 --to 2026-05-02", "--period, --from with --to, and --backfill-from are three ways to name the period; give one of them.")]
    [InlineData("export --backfill-from 2026-13", "--backfill-from is '2026-13'; allowed: a month such as 2026-04.")]
    [InlineData("export --backfill-from 0226-03", "--backfill-from is '0226-03'; allowed: a month such as 2026-04.")]
    [InlineData("export --backfill-from 2026-08 --backfill-to 2026-06", "--backfill-from 2026-08 is after --backfill-to 2026-06.")]
    [InlineData("export --backfill-to 2026-03", "--backfill-to needs --backfill-from as well.")]
    [InlineData("export --concurrency 0", "--concurrency is '0'; allowed: a whole number from 1 to 256.")]
    [InlineData("export --concurrency many", "--concurrency is 'many'; allowed: a whole number from 1 to 256.")]
    [InlineData("export --out=", "Required argument missing for option: '--out'.")]
    [InlineData("export --out a --blob-container-uri https://b.blob.core.windows.net/c", "--out and --blob-container-uri name two stores; give one of them.")]
    [InlineData("export --resume --company a", "--resume goes on with a run's own plan; leave out --company and everything that names a period.")]
    [InlineData("export --resume --backfill-from 2026-01", "--resume goes on with a run's own plan; leave out --company and everything that names a period.")]
    [InlineData("demo --companies 0", "--companies is '0'; allowed: a whole number from 1 to 100000.")]
    [InlineData("simulate --companies -1", "--companies is '-1'; allowed: a whole number from 0 to 100000.")]
    [InlineData("simulate --seed x", "--seed is 'x'; allowed: a whole number from -2147483648 to 2147483647.")]
    [InlineData("simulate --faults all:3", "The probability in 'all:3' must be from 0 to 1.")]
    [InlineData("simulate --urls nonsense", "--urls is 'nonsense'; allowed: http:// with an IP address of this machine or localhost and a port, such as http://127.0.0.1:5080.")]
    [InlineData("simulate --urls http://127.0.0.1:80000", "--urls is 'http://127.0.0.1:80000'; allowed: http:// with an IP address of this machine or localhost and a port, such as http://127.0.0.1:5080.")]
    public async Task Says_in_one_line_what_is_wrong_with_an_argument_and_ends_with_2(string commandLine, string sentence)
    {
        var result = await App.RunAsync(commandLine.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal(sentence, result.Error.Split(Environment.NewLine)[0]);
        Assert.StartsWith("Try: ", result.Error.Split(Environment.NewLine)[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query --help")]
    [InlineData("export --from 2026-05-01 --help")]
    [InlineData("doctor --help")]
    public async Task Whoever_asks_for_help_gets_it(string commandLine)
    {
        var result = await App.RunAsync(commandLine.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("--company")]
    [InlineData("--base-url")]
    public async Task Refuses_the_empty_value_of_a_variable_nobody_set(string option)
    {
        var result = await App.RunAsync("export", option, "");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{option} is empty; give a value or leave the option out.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_fault_profiles_when_one_is_unknown()
    {
        var result = await App.RunAsync("simulate", "--faults", "nonsense");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("There is no fault profile 'nonsense'; there are all, not-keepnet, ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_arguments_it_shows_its_commands_on_standard_error_and_ends_with_2()
    {
        var result = await App.RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("demo", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("export")]
    [InlineData("doctor")]
    [InlineData("verify")]
    [InlineData("runs")]
    [InlineData("simulate")]
    public async Task Help_of_a_command_ends_with_examples_that_are_understood(string command)
    {
        var result = await App.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        var examples = result.Output[result.Output.IndexOf("Examples:", StringComparison.Ordinal)..].Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var arguments = example[example.IndexOf($" {command}", StringComparison.Ordinal)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(0, (await App.RunAsync([.. arguments, "--help"])).ExitCode);
        }
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("verify")]
    public async Task A_directory_that_does_not_exist_is_a_mistake_and_not_an_empty_store(string command)
    {
        var missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var result = await App.RunAsync(command, "--out", missing);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"There is no directory {missing}; name the store with --out or --blob-container-uri.", result.Error.TrimEnd());
        Assert.False(Directory.Exists(missing));
    }
}
