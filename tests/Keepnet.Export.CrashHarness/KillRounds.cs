using System.Diagnostics;
using System.Globalization;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.CrashHarness;

/// <summary>
/// Starts the real command line against a simulated tenant, kills it (SIGKILL) at a random instant, resumes the run, which may be
/// killed again, and checks the store after the last resume.
/// </summary>
public sealed class KillRounds
{
    // One kill in so many is followed by one of the resumed process.
    private const int KillsAgainOneIn = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1);

    private readonly KillOptions _options;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly SimulatedTenant _tenant;
    private readonly string _folder;
    private readonly List<string> _problems = [];
    private int _kills;
    private int _ofResumed;
    private int _beforePlan;
    private int _afterSummary;
    private int _stores;

    private KillRounds(KillOptions options, TextWriter output, SimulatedTenant tenant, string folder) =>
        (_options, _output, _random, _tenant, _folder) = (options, output, new Random(options.Seed), tenant, folder);

    /// <param name="options">How often and against what.</param>
    /// <param name="output">Where to tell of each kill.</param>
    /// <param name="cancellationToken">Ends it after the current round.</param>
    public static async Task<KillReport> RunAsync(KillOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("keepnet-kill-").FullName;
        await using var tenant = await SimulatedTenant.StartAsync(
            new SimulatorOptions { Companies = options.Companies, Latency = options.Latency }, cancellationToken);
        try
        {
            return await new KillRounds(options, output, tenant, folder).RunAsync(cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<KillReport> RunAsync(CancellationToken cancellationToken)
    {
        var (calls, length) = await MeasureAsync();
        Say($"seed {_options.Seed}: {_options.Companies} companies, {calls} calls, {length.TotalSeconds:0.0} s undisturbed");
        while (_kills < _options.Kills && !cancellationToken.IsCancellationRequested)
        {
            await RoundAsync(calls, length);
        }

        Say($"{_kills} kills, {_stores} stores checked, {_problems.Count} problems");
        Say($"of the kills {_beforePlan} came before there was a plan, {_afterSummary} after the summary was written, {_ofResumed} hit a process that was resuming");
        return new KillReport(_kills, _ofResumed, _beforePlan, _afterSummary, _stores, _problems);
    }

    private async Task<(long Calls, TimeSpan Length)> MeasureAsync()
    {
        var store = Path.Combine(_folder, "undisturbed");
        var watch = Stopwatch.StartNew();
        await CheckAsync(store, await RunToTheEndAsync(store, "export"), "undisturbed");
        return (_tenant.Calls.Total, watch.Elapsed);
    }

    private async Task RoundAsync(long calls, TimeSpan length)
    {
        var store = Path.Combine(_folder, $"store{_stores}");
        var story = new List<string>();
        var isKilled = await KillAsync(store, story, calls, length);
        while (isKilled && _kills < _options.Kills && _random.Next(KillsAgainOneIn) == 0)
        {
            isKilled = await KillAsync(store, story, calls, length);
        }

        // Killed after the summary was written, the run is over: what is left of it is temporary data.
        var audit = new StoreAudit(store, _tenant.Data);
        var end = await RunToTheEndAsync(store, audit.IsFinished ? ["verify", "--clean"] : audit.HasPlan ? ["export", "--resume"] : ["export"]);
        await CheckAsync(store, end, string.Join(", ", story));
        _stores++;
        Directory.Delete(store, recursive: true);
    }

    // False when the process was faster: then it ended by itself.
    private async Task<bool> KillAsync(string store, List<string> story, long calls, TimeSpan length)
    {
        var isResume = new StoreAudit(store, _tenant.Data).HasPlan;
        if (new StoreAudit(store, _tenant.Data).IsFinished)
        {
            return false;
        }

        _tenant.Reset();
        using var process = Start(store, isResume ? ["export", "--resume"] : ["export"]);
        await WaitForInstantAsync(process, calls, length);
        if (process.HasExited)
        {
            return false;
        }

        await process.KillAsync();
        Count(store, isResume);
        story.Add(Tell(store, isResume));
        Say($"kill {_kills} of {_options.Kills}: {story[^1]}");
        return true;
    }

    // Half of the instants are spread over the calls, which are dense where most is written; half over time, which hits start and end too.
    private async Task WaitForInstantAsync(CliProcess process, long calls, TimeSpan length)
    {
        var (byCalls, share) = (_random.Next(2) == 0, _random.NextDouble());
        var watch = Stopwatch.StartNew();
        while (!process.HasExited && (byCalls ? _tenant.Calls.Total < calls * share : watch.Elapsed < length * share))
        {
            await Task.Delay(BetweenLooks);
        }

        await Task.Delay(BetweenLooks * _random.Next(4));
    }

    private void Count(string store, bool isResume)
    {
        var audit = new StoreAudit(store, _tenant.Data);
        _kills++;
        _ofResumed += isResume ? 1 : 0;
        _beforePlan += audit.HasPlan ? 0 : 1;
        _afterSummary += audit.IsFinished ? 1 : 0;
    }

    private string Tell(string store, bool isResume)
    {
        var audit = new StoreAudit(store, _tenant.Data);
        var state = audit.IsFinished ? "finished" : audit.HasPlan ? $"{audit.Published} companies published" : "no plan yet";
        return string.Create(CultureInfo.InvariantCulture, $"{(isResume ? "resumed, " : "")}{_tenant.Calls.Total} calls, {state}");
    }

    private async Task CheckAsync(string store, CliResult end, string story)
    {
        var problems = await new StoreAudit(store, _tenant.Data).FindProblemsAsync();
        if (end.ExitCode != 0)
        {
            problems.Add($"exit code {end.ExitCode}: {end.Error}");
        }

        foreach (var problem in problems)
        {
            _problems.Add($"{story}: {problem}");
            Say($"PROBLEM {_problems[^1]}");
        }
    }

    private async Task<CliResult> RunToTheEndAsync(string store, params string[] arguments)
    {
        using var process = Start(store, arguments);
        return await process.WaitAsync();
    }

    private CliProcess Start(string store, params string[] arguments) =>
        CliProcess.Start(_folder, CliProcess.SettingsFor(_tenant), [.. arguments, "--out", store, "--json"]);

    private void Say(FormattableString text) => _output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
