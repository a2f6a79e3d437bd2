using System.Buffers;
using Keepnet.Export.Exporting.Attempts;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>
/// Writes a run's <c>changes.ndjson</c>: a line per widget and report that differs. It appears, or takes the place of the one a
/// retry makes outdated, in one step when committed; memory does not depend on the number of companies.
/// </summary>
internal sealed class ChangeFeed(IExportStore store, string runId, string period) : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);
    private readonly HashedStream _stream = new(store, StorePaths.Changes(runId), replaces: true);
    private ChangeCounts _widgets = new();
    private ChangeCounts _reports = new();
    private long _lines;

    public async Task AddAsync(ExportManifest manifest, string path, CancellationToken cancellationToken)
    {
        if (manifest.Changes is not { } changes)
        {
            return;
        }

        (_widgets, _reports) = (_widgets + changes.Widgets, _reports + changes.Reports);
        foreach (var entry in manifest.Widgets.Content.Where(IsDifference))
        {
            var line = LineOf(manifest, path, ChangeLine.Widget, entry);
            await WriteAsync(line with { WidgetId = entry.Id, WidgetType = entry.Type }, cancellationToken);
        }

        foreach (var entry in manifest.Reports.Content.Where(IsDifference))
        {
            await WriteAsync(LineOf(manifest, path, ChangeLine.Report, entry) with { ReportId = entry.Id }, cancellationToken);
        }
    }

    /// <summary>Publishes the lines; without one, there is no file afterwards.</summary>
    public async Task<RunChanges> CommitAsync(CancellationToken cancellationToken)
    {
        var changes = new RunChanges { Widgets = _widgets, Reports = _reports };
        if (_lines == 0)
        {
            await store.DeleteAsync(StorePaths.Changes(runId), cancellationToken);
            return changes;
        }

        await FlushAsync(cancellationToken);
        var hash = await _stream.CommitAsync(cancellationToken);
        return changes with { File = new ManifestFile(StorePaths.ChangesName, StorePaths.Changes(runId), _stream.Length, hash, _lines) };
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static bool IsDifference(ContentEntry entry) => entry.Change is ChangeKind.New or ChangeKind.Changed or ChangeKind.Gone;

    private ChangeLine LineOf(ExportManifest manifest, string path, string source, ContentEntry entry) => new()
    {
        RunId = runId,
        CompanyId = manifest.CompanyId,
        CompanyName = manifest.CompanyName,
        Period = period,
        PreviousRunId = manifest.Changes!.PreviousRunId,
        Source = source,
        Change = entry.Change,
        Hash = entry.Hash,
        Manifest = path,
    };

    private ValueTask WriteAsync(ChangeLine line, CancellationToken cancellationToken)
    {
        _buffer.Write(ExportJson.Line(line));
        _buffer.Write("\n"u8);
        _lines++;
        return _buffer.WrittenCount < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }
}
