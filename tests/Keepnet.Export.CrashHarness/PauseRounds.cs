using System.Globalization;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.CrashHarness;

/// <summary>
/// Puts the real command line to sleep (SIGSTOP) at a random instant of a run, lets another process resume the run, wakes the first
/// one up, and checks the store after both have ended. A reader looks at the store all the time.
/// </summary>
public sealed class PauseRounds
{
    // Who sleeps may hold a lock: then the other one waits until it wakes up.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1);

    private readonly KillOptions _options;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly SimulatedTenant _tenant;
    private readonly string _folder;
    private readonly List<string> _problems = [];
    private int _pauses;
    private int _atLock;
    private int _looks;

    private PauseRounds(KillOptions options, TextWriter output, SimulatedTenant tenant, string folder) =>
        (_options, _output, _random, _tenant, _folder) = (options, output, new Random(options.Seed), tenant, folder);

    /// <param name="options">How often and against what.</param>
    /// <param name="output">Where to tell of each pause.</param>
    /// <param name="cancellationToken">Ends it after the current round.</param>
    public static async Task<PauseReport> RunAsync(KillOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("keepnet-pause-").FullName;
        await using var tenant = await SimulatedTenant.StartAsync(
            new SimulatorOptions { Companies = options.Companies, Latency = options.Latency }, cancellationToken);
        try
        {
            return await new PauseRounds(options, output, tenant, folder).RunAsync(cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<PauseReport> RunAsync(CancellationToken cancellationToken)
    {
        var calls = await MeasureAsync();
        for (var round = 0; _pauses < _options.Pauses && !cancellationToken.IsCancellationRequested; round++)
        {
            var store = Path.Combine(_folder, $"store{round}");
            var reader = new LatestReader(store);
            await reader.LookUntilAsync(RoundAsync(store, calls));
            _looks += reader.Looks;
            Note(reader.Problems);
            Note(await new StoreAudit(store, _tenant.Data).FindProblemsAsync());
            Directory.Delete(store, recursive: true);
        }

        Say($"{_pauses} pauses, {_looks} looks of a reader, {_problems.Count} problems");
        Say($"of the processes {_atLock} slept with a lock that the other one needed");
        return new PauseReport(_pauses, _atLock, _looks, _problems);
    }

    private async Task<long> MeasureAsync()
    {
        using var process = Start(Path.Combine(_folder, "undisturbed"), "export");
        Note(await process.WaitAsync());
        return _tenant.Calls.Total;
    }

    private async Task RoundAsync(string store, long calls)
    {
        _tenant.Reset();
        using var first = Start(store, "export");
        var (firstEnd, share) = (first.WaitAsync(), _random.NextDouble());
        var audit = new StoreAudit(store, _tenant.Data);
        while (!firstEnd.IsCompleted && !(audit.HasPlan && _tenant.Calls.Total >= calls * share))
        {
            await Task.Delay(BetweenLooks);
        }

        if (await first.PauseAsync())
        {
            await MeanwhileAsync(store, audit, first);
        }

        Note(await firstEnd);
    }

    private async Task MeanwhileAsync(string store, StoreAudit audit, CliProcess first)
    {
        if (audit.IsFinished)
        {
            // There is nothing to resume.
            await first.WakeAsync();
            return;
        }

        _pauses++;
        Say($"pause {_pauses} of {_options.Pauses}: {_tenant.Calls.Total} calls, {audit.Published} companies published");
        using var second = Start(store, "export", "--resume");
        var secondEnd = second.WaitAsync();
        _atLock += await Task.WhenAny(secondEnd, Task.Delay(LongestSleep)) == secondEnd ? 0 : 1;
        await first.WakeAsync();
        Note(await secondEnd);
    }

    private void Note(CliResult end) => Note(end.ExitCode == 0 ? [] : [$"exit code {end.ExitCode}: {end.Error}"]);

    private void Note(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            _problems.Add($"pause {_pauses}: {problem}");
            Say($"PROBLEM {_problems[^1]}");
        }
    }

    private CliProcess Start(string store, params string[] arguments) =>
        CliProcess.Start(_folder, CliProcess.SettingsFor(_tenant), [.. arguments, "--out", store, "--json"]);

    private void Say(FormattableString text) => _output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
