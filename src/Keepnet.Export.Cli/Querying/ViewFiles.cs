using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Keepnet.Export.Exporting.Manifests;
using Keepnet.Export.Layout;
using Keepnet.Export.Reading;

namespace Keepnet.Export.Cli.Querying;

/// <summary>Finds, or writes, the files that a view reads.</summary>
internal sealed class ViewFiles(ExportReader reader, IExportFiles files, PrivateFolder folder, QueryScope scope)
{
    private List<StoredExport>? _newest;

    public async Task<IReadOnlyList<string>> OfAsync(QueryView view, CancellationToken cancellationToken) => view.Name switch
    {
        "metrics" => await ExportsAsync(await NewestAsync(cancellationToken), StorePaths.Metrics, cancellationToken),
        "tables" => await ExportsAsync(await NewestAsync(cancellationToken), StorePaths.Tables, cancellationToken),
        "all_metrics" => await ExportsAsync(await AllAsync(cancellationToken), StorePaths.Metrics, cancellationToken),
        "all_tables" => await ExportsAsync(await AllAsync(cancellationToken), StorePaths.Tables, cancellationToken),
        "latest" => await WrittenAsync(LatestLines(await NewestAsync(cancellationToken)), cancellationToken),
        "companies" => await WrittenAsync(reader.CompaniesAsync(cancellationToken).Where(scope.Covers).Select(CompanyLine), cancellationToken),
        "changes" => await WrittenAsync(ChangeLines(cancellationToken), cancellationToken),
        "runs" => await WrittenAsync(RunLines(cancellationToken), cancellationToken),
        _ => throw new ArgumentException($"There is no view {view.Name}.", nameof(view)),
    };

    private async Task<List<StoredExport>> NewestAsync(CancellationToken cancellationToken) =>
        _newest ??= await reader.NewestAsync(scope.CompanyId, scope.Period, cancellationToken).ToListAsync(cancellationToken);

    private async Task<List<StoredExport>> AllAsync(CancellationToken cancellationToken) =>
        await reader.AllAsync(cancellationToken).Where(scope.Covers).ToListAsync(cancellationToken);

    private Task<IReadOnlyList<string>> ExportsAsync(List<StoredExport> exports, string name, CancellationToken cancellationToken)
    {
        var wanted = new List<(StoredExport, ManifestFile)>();
        foreach (var export in exports)
        {
            if (export.Find(name) is { } file)
            {
                wanted.Add((export, file));
            }
        }

        return files.PathsAsync(wanted, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> WrittenAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken) =>
        await folder.WriteAsync(lines, cancellationToken) is { } path ? [path] : [];

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> LatestLines(List<StoredExport> exports) => exports.ToAsyncEnumerable().Select(export => Line(writer =>
    {
        writer.WriteString("period", export.Period);
        writer.WriteString("folder", export.Folder);
        Value(writer, "manifest", export.Manifest);
    }));

    private static ReadOnlyMemory<byte> CompanyLine(ListedCompany listed) => Line(writer =>
    {
        writer.WriteString("run_id", listed.RunId);
        writer.WriteString("company_id", listed.Company.Id);
        writer.WriteString("company_name", listed.Company.Name);
        Raw(writer, "company", listed.Company.Json);
    });

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> RunLines([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var run in reader.RunsAsync(cancellationToken))
        {
            var plan = await reader.FindRunAsync(run.RunId, cancellationToken);
            var summary = run.Finished ? await reader.FindSummaryAsync(run.RunId, cancellationToken) : null;
            yield return Line(writer =>
            {
                Value(writer, "listing", run);
                Value(writer, "plan", plan);
                Value(writer, "summary", summary);
            });
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ChangeLines([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var run in reader.RunsAsync(cancellationToken))
        {
            await foreach (var change in reader.ChangesAsync(run.RunId, cancellationToken).Where(scope.Covers))
            {
                yield return ExportJson.Line(change);
            }
        }
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(line, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return line.WrittenMemory;
    }

    private static void Value<T>(Utf8JsonWriter writer, string name, T? value)
        where T : class
    {
        if (value is not null)
        {
            Raw(writer, name, ExportJson.Line(value));
        }
    }

    private static void Raw(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }
}
