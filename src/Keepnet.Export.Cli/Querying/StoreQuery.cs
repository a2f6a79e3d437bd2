using Keepnet.Export.Reading;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Cli.Querying;

/// <summary>A query on a store: the views it mentions are filled, then it runs.</summary>
/// <param name="reader">Reads the store.</param>
/// <param name="directory">The directory that is the store; null for one that is elsewhere.</param>
/// <param name="scope">What part of it is asked about.</param>
internal sealed class StoreQuery(ExportReader reader, string? directory, QueryScope scope) : IDisposable
{
    // Far more than the newest exports of thousands of companies.
    private const long MostCopiedBytes = 16L << 30;

    private readonly PrivateFolder _folder = new();
    private readonly QueryEngine _engine = new();

    /// <exception cref="QueryException">The query cannot be run.</exception>
    public async Task<QueryResult> RunAsync(string sql, bool asJson, CancellationToken cancellationToken)
    {
        var select = _engine.Check(sql);
        var views = await FilesAsync(select, cancellationToken);
        Define(views);
        _engine.Lock(_folder, views.SelectMany(view => view.Value));
        try
        {
            return _engine.Run(select, asJson, cancellationToken);
        }
        catch (UnreadableLineException)
        {
            Define(await MendAsync(views, cancellationToken));
            return RunMended(select, asJson, cancellationToken);
        }
    }

    private QueryResult RunMended(string select, bool asJson, CancellationToken cancellationToken)
    {
        try
        {
            return _engine.Run(select, asJson, cancellationToken);
        }
        catch (UnreadableLineException exception)
        {
            throw new StoreException($"The query engine cannot read a file of the store; 'verify' tells whether it is damaged. {exception.Message}", isPassing: false, exception);
        }
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private void Define(Dictionary<QueryView, IReadOnlyList<string>> views)
    {
        foreach (var (view, files) in views)
        {
            _engine.Define(view, files);
        }
    }

    private async Task<Dictionary<QueryView, IReadOnlyList<string>>> FilesAsync(string sql, CancellationToken cancellationToken)
    {
        IExportFiles exports = directory is null ? new CopiedFiles(reader, _folder, MostCopiedBytes) : new LocalFiles(reader, Path.GetFullPath(directory));
        var files = new ViewFiles(reader, exports, _folder, scope);
        var views = new Dictionary<QueryView, IReadOnlyList<string>>();
        foreach (var view in QueryViews.All)
        {
            views[view] = Mentions(sql, view) ? await files.OfAsync(view, cancellationToken) : [];
        }

        return views;
    }

    // A view that is not read costs nothing. DuckDB's query() and query_table() can put a name together at run time.
    private static bool Mentions(string sql, QueryView view) =>
        sql.Contains(view.Name, StringComparison.OrdinalIgnoreCase) || sql.Contains("query", StringComparison.OrdinalIgnoreCase);

    private async Task<Dictionary<QueryView, IReadOnlyList<string>>> MendAsync(
        Dictionary<QueryView, IReadOnlyList<string>> views, CancellationToken cancellationToken)
    {
        var mended = new Dictionary<QueryView, IReadOnlyList<string>>();
        foreach (var (view, files) in views)
        {
            mended[view] = await MendedFiles.OfAsync(files, _folder, cancellationToken);
        }

        return mended;
    }
}
