using System.Diagnostics;
using System.Text.Json;
using Keepnet.Export.Cli.Tests.Support;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Tests;

public sealed class ExportProcessTests : CliTest
{
    private const string Secret = "s+cr=t&Hx91";

    [Fact]
    public async Task Prints_one_document_alone_on_standard_output_and_ends_with_0()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 6, ClientSecret = Secret });

        var result = await RunAsync(tenant, "export", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("succeeded", result.Document.GetProperty("outcome").GetString());
        Assert.Equal(6, result.Document.GetProperty("companies").GetProperty("expected").GetInt32());
        Assert.Equal(tenant.Calls.Total, result.Document.GetProperty("apiCalls").GetInt64());
        Assert.Contains("6/6", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("{", result.Error, StringComparison.Ordinal);
        Assert.Empty(tenant.Calls.Mistakes);
    }

    [Fact]
    public async Task Tells_people_the_result_on_standard_output_and_the_progress_on_standard_error()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 3 });

        var result = await RunAsync(tenant, "export");

        Assert.Contains("outcome    succeeded", result.Output, StringComparison.Ordinal);
        Assert.Contains($"store      {Path.Combine(Folder, "exports")}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("3/3", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Output + result.Error, StringComparison.Ordinal);
        Assert.All((result.Output + result.Error).Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task Shows_no_secret_or_token_even_when_it_logs_every_step()
    {
        var options = new SimulatorOptions { Companies = 3, ClientSecret = Secret, Faults = ["failed-in-200:0.3", "server-errors:0.1"] };
        await using var tenant = await StartTenantAsync(options);

        var result = await RunAsync(tenant, "export", "--json", "--verbose");

        Assert.NotEqual(2, result.ExitCode);
        foreach (var text in new[] { result.Output, result.Error }.Concat(new StoreFolder(Path.Combine(Folder, "exports")).Files().Select(Read)))
        {
            Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Uri.EscapeDataString(Secret), text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        }

        string Read(string file) => File.ReadAllText(Path.Combine(Folder, "exports", "v1", file));
    }

    [Fact]
    public async Task Ends_with_1_when_a_company_fails_and_names_it()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 4, Faults = ["gone-company"] });

        var result = await RunAsync(tenant, "export", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("partial", result.Document.GetProperty("outcome").GetString());
        var failed = result.Document.GetProperty("failures").EnumerateArray().Single(failure => failure.GetProperty("outcome").GetString() == "failed");
        Assert.Equal(tenant.Data.OpenCompanies().First().Id, failed.GetProperty("companyId").GetString());
        Assert.Equal("notFound", failed.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ends_with_2_and_says_nothing_on_standard_output_when_arguments_are_wrong()
    {
        var result = await RunAsync(null, "export", "--json", "--from", "2026-05-01", "--to", "2026-04-01");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("--from 2026-05-01 is after --to 2026-04-01.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_3_and_writes_nothing_when_the_credentials_are_wrong()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 2 });
        var settings = CliProcess.SettingsFor(tenant);
        settings["Keepnet__ClientSecret"] = Secret;

        var result = await CliProcess.RunAsync(Folder, settings, "export", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("stopped", result.Document.GetProperty("outcome").GetString());
        Assert.Equal("authentication", result.Document.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, result.Document.GetProperty("runId").ValueKind);
        Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Says_that_the_folder_it_was_started_in_is_gone()
    {
        if (OperatingSystem.IsWindows())
        {
            // Nobody can remove a folder there while a program is in it.
            return;
        }

        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "rmdir \"$PWD\"; exec dotnet \"$0\" runs --out \"$1\"", CliProcess.Dll, Folder])
        {
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(Folder, "gone")).FullName,
            RedirectStandardError = true,
        })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal("The current folder was removed, so there are no settings to look for in it; change to one that is there.", error.TrimEnd());
    }

    [Fact]
    public async Task The_command_line_overrules_the_environment()
    {
        await using var tenant = await StartTenantAsync(new SimulatorOptions { Companies = 2 });
        var settings = CliProcess.SettingsFor(tenant);
        settings["Keepnet__BaseUrl"] = "http://127.0.0.1:1";
        settings["Export__Directory"] = "from-environment";
        settings["Export__Period"] = "LastYear";

        var result = await CliProcess.RunAsync(
            Folder, settings, "export", "--json", "--base-url", tenant.BaseUrl.ToString(), "--out", "from-arguments", "--period", "LastMonth");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("LastMonth", result.Document.GetProperty("period").GetString());
        Assert.Equal(Path.Combine(Folder, "from-arguments"), result.Document.GetProperty("store").GetString());
        Assert.False(Directory.Exists(Path.Combine(Folder, "from-environment")));
    }
}
