using System.Diagnostics;
using System.Globalization;
using System.Text;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>The built program in a process of its own, as a user or a script starts it.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private CliProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "keepnet-export.dll");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Text(_output);

    public static CliProcess Start(string directory, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("Keepnet__", StringComparison.OrdinalIgnoreCase) || key.StartsWith("Export__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new CliProcess(start);
    }

    /// <summary>The credentials and the address of a simulated tenant, as environment variables.</summary>
    public static Dictionary<string, string> SettingsFor(SimulatedTenant tenant) => new()
    {
        ["Keepnet__BaseUrl"] = tenant.BaseUrl.ToString(),
        ["Keepnet__ClientId"] = tenant.Options.ClientId,
        ["Keepnet__ClientSecret"] = tenant.Options.ClientSecret,
    };

    public static async Task<CliResult> RunAsync(string directory, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(directory, settings, arguments);
        return await process.WaitAsync();
    }

    /// <param name="signal">A name that kill(1) knows: INT, TERM, KILL, STOP, CONT.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Puts the process to sleep (SIGSTOP) and waits until it sleeps. False when it had ended.</summary>
    public async Task<bool> PauseAsync()
    {
        await SignalAsync("STOP");
        while (!_process.HasExited)
        {
            if ((await StateAsync()).StartsWith('T'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Wakes up a process that was put to sleep.</summary>
    public Task WakeAsync() => SignalAsync("CONT");

    /// <summary>At once and without a chance to tidy up, as SIGKILL or the task manager do.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<CliResult> WaitAsync()
    {
        using var timeout = new CancellationTokenSource(Longest);
        await _process.WaitForExitAsync(timeout.Token);
        return new CliResult(_process.ExitCode, Text(_output), Text(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // As ps(1) has it: T for one that was stopped.
    private async Task<string> StateAsync()
    {
        var start = new ProcessStartInfo("ps", ["-o", "state=", "-p", Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var ps = Process.Start(start)!;
        var state = await ps.StandardOutput.ReadToEndAsync();
        await ps.WaitForExitAsync();
        return state.Trim();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line is null ? "" : line + "\n");
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
