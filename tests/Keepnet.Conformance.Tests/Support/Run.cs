using System.Text;
using System.Text.Json;
using Keepnet.Export;
using Keepnet.Export.Cli;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Runs.Summaries;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>A run that has ended, and everything it left: what it says, what is in the store, what the server was asked.</summary>
internal sealed class Run
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private Run(RunSummary document, IReadOnlyList<WireRequest> requests)
    {
        (Document, Requests) = (document, requests);
        using var signals = new ProcessSignals(new FakeTimeProvider());
        ExitCode = ExitCodes.Of(document.Outcome, signals);
    }

    public RunSummary Document { get; }

    public int ExitCode { get; }

    public IReadOnlyList<WireRequest> Requests { get; }

    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>Last journal line of each company.</summary>
    public Dictionary<string, JournalEntry> Journal { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ExportManifest> Manifests { get; } = new(StringComparer.Ordinal);

    /// <summary>What <c>summary.json</c> says; null without one.</summary>
    public RunSummary? Summary { get; private set; }

    public static async Task<Run> ReadAsync(RunSummary document, IExportStore store, IReadOnlyList<WireRequest> requests)
    {
        var run = new Run(document, requests);
        foreach (var path in await store.PathsAsync())
        {
            run._files[path] = Encoding.UTF8.GetString((await store.TryReadAsync(path, default))!.Content.Span);
        }

        if (document.RunId is { } runId)
        {
            await run.ReadRunAsync(store, runId);
        }

        return run;
    }

    public string Text(string path) => _files[path];

    /// <summary>The whole run ended like this.</summary>
    public Run Ended(RunOutcome outcome, int exitCode)
    {
        var because = $"{Document.Code} {Document.Reason} {string.Join(" | ", Document.Failures.Select(failure => $"{failure.CompanyId}: {failure.Code} {failure.Reason}"))}";
        Assert.True((outcome, exitCode) == (Document.Outcome, ExitCode), $"{Document.Outcome}, exit code {ExitCode}: {because}");
        return this;
    }

    public Run Succeeded() => Ended(RunOutcome.Succeeded, exitCode: 0);

    /// <summary>It stopped before or in the middle of its work.</summary>
    public Run Stopped(string code, string reason)
    {
        Ended(RunOutcome.Stopped, exitCode: 3);
        Assert.Equal(code, Document.Code);
        Assert.Contains(reason, Document.Reason, StringComparison.Ordinal);
        return this;
    }

    /// <summary>One company ended like this.</summary>
    public JournalEntry Company(string id, ExportOutcome outcome, string? code = null)
    {
        var entry = Journal[id];
        Assert.True((outcome, code) == (entry.Outcome, entry.Code), $"{id} is {entry.Outcome} {entry.Code}: {entry.Reason}");
        return entry;
    }

    /// <summary>One widget of a company that otherwise succeeded could not be had.</summary>
    public FailedWidget LostWidget(string company, string widget, string code)
    {
        Company(company, ExportOutcome.Partial, code);
        var failed = Assert.Single(Manifests[company].Widgets.Failed);
        Assert.Equal((widget, code), (failed.Id, failed.Code));
        return failed;
    }

    /// <summary>A file of a company's export, as text.</summary>
    public string File(string company, string name)
    {
        var folder = Journal[company].Manifest![..^"/manifest.json".Length];
        return _files[$"{folder}/{Manifests[company].Files.Single(file => file.Name == name).Path}"];
    }

    /// <summary>Elements of an array file.</summary>
    public IReadOnlyList<JsonElement> Elements(string company, string name) =>
        [.. JsonDocument.Parse(File(company, name), new JsonDocumentOptions { MaxDepth = 10_000 }).RootElement.EnumerateArray()];

    /// <summary>Lines of an <c>.ndjson</c> file.</summary>
    public IReadOnlyList<JsonElement> Lines(string company, string name) =>
        [.. File(company, name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Ids of the widgets written for a company, in order.</summary>
    public IReadOnlyList<string?> Widgets(string company) =>
        [.. Elements(company, "widgets.json").Select(widget => widget.TryGetProperty("resourceId", out var id) ? id.ToString() : null)];

    public Run Warned(string text)
    {
        Assert.Contains(Document.Warnings, warning => warning.Contains(text, StringComparison.Ordinal));
        return this;
    }

    public Run WarnedOf(string company, string text)
    {
        var warnings = Manifests[company].Warnings;
        Assert.True(warnings.Any(warning => warning.Contains(text, StringComparison.Ordinal)), $"No '{text}' in: {string.Join(" | ", warnings)}");
        return this;
    }

    public Run WarnedOfNothing(string company)
    {
        Assert.Empty(Manifests[company].Warnings);
        return this;
    }

    /// <summary>How often the server was asked for something; of a company when one is named.</summary>
    public int Asked(Call call, string? company = null) =>
        Requests.Count(request => request.Call == call && (company is null || request.Company == company));

    private async Task ReadRunAsync(IExportStore store, string runId)
    {
        foreach (var entry in await store.JournalAsync(runId))
        {
            Journal[entry.CompanyId] = entry;
        }

        foreach (var entry in Journal.Values.Where(entry => entry.Manifest is not null))
        {
            Manifests[entry.CompanyId] = ExportJson.Read<ExportManifest>((await store.TryReadAsync(entry.Manifest!, default))!.Content.Span);
        }

        Summary = _files.ContainsKey($"v1/runs/run_id={runId}/summary.json") ? await store.SummaryAsync(runId) : null;
    }
}
