using Keepnet.Export.Storage;

namespace Keepnet.Export.Layout;

/// <summary>The path segment of each company: its encoded id, made distinct where a disk that ignores case would merge two companies.</summary>
public sealed class CompanySegments(IExportStore store) : IDisposable
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _lock = new(1, 1);
    private bool _loaded;

    public async ValueTask<string> OfAsync(string companyId, CancellationToken cancellationToken)
    {
        var segment = PathEncoding.Encode(companyId);
        if (!store.IgnoresCase)
        {
            return segment;
        }

        await _lock.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            _owners.TryAdd(segment, segment);
            return _owners[segment] == segment ? segment : PathEncoding.EncodeDistinct(companyId);
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    // What is in the store already keeps its name, so that a company never moves.
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
        {
            return;
        }

        await foreach (var folder in store.ListFoldersAsync(StorePaths.Exports, cancellationToken))
        {
            if (folder.StartsWith("company_id=", StringComparison.Ordinal) && !folder.Contains('~', StringComparison.Ordinal))
            {
                _owners.TryAdd(folder["company_id=".Length..], folder["company_id=".Length..]);
            }
        }

        _loaded = true;
    }
}
