using Keepnet.Export.Storage;

namespace Keepnet.Export.Layout;

/// <summary>The path segment of each company: its encoded id, made distinct where a disk that ignores case would merge two companies.</summary>
internal sealed class CompanySegments(IExportStore store) : IDisposable
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _lock = new(1, 1);
    private bool _loaded;

    /// <summary>The segment to write to; from now on it is this company's.</summary>
    public ValueTask<string> OfAsync(string companyId, CancellationToken cancellationToken) => SegmentAsync(companyId, takes: true, cancellationToken);

    /// <summary>The segment to read from, for an id that need not be a company's.</summary>
    public ValueTask<string> FindAsync(string companyId, CancellationToken cancellationToken) => SegmentAsync(companyId, takes: false, cancellationToken);

    public void Dispose() => _lock.Dispose();

    private async ValueTask<string> SegmentAsync(string companyId, bool takes, CancellationToken cancellationToken)
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
            if (takes)
            {
                _owners.TryAdd(segment, segment);
            }

            return _owners.GetValueOrDefault(segment, segment) == segment ? segment : PathEncoding.EncodeDistinct(companyId);
        }
        finally
        {
            _lock.Release();
        }
    }

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
