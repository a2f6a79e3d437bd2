using System.Runtime.CompilerServices;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Runs.Journal;

/// <summary>A run's journal: a line as each company ends. A line cut off by a crash is no line.</summary>
internal sealed class RunJournal(IExportStore store)
{
    public Task AppendAsync(string runId, JournalEntry entry, CancellationToken cancellationToken) =>
        store.AppendLineAsync(StorePaths.Journal(runId), ExportJson.Line(entry), cancellationToken);

    /// <summary>All lines in the order they were written; a company may have several.</summary>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in await FilesAsync(runId, cancellationToken))
        {
            await foreach (var line in NdjsonReader.ReadAsync(store, path, cancellationToken))
            {
                // One that was cut off when a process died in the middle of it: its company is not accounted for and will be handled again.
                if (ExportJson.TryRead<JournalEntry>(line.Span) is { } entry)
                {
                    yield return entry;
                }
            }
        }
    }

    // A log that grew too long goes on in journal-002.ndjson and so forth.
    private async Task<IReadOnlyList<string>> FilesAsync(string runId, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        await foreach (var entry in store.ListAsync(StorePaths.RunFolder(runId), cancellationToken))
        {
            if (StorePaths.IsJournal(entry.Path))
            {
                files.Add(entry.Path);
            }
        }

        return [.. files.OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)];
    }
}
