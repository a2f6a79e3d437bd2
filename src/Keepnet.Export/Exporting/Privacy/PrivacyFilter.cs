using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Takes personal data out of what is exported; one per company and export, whose counts it keeps. Safe to share.</summary>
internal sealed class PrivacyFilter
{
    // A manifest is for people too.
    private const int MostReceiptPaths = 500;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _fields = new(StringComparer.Ordinal);
    private readonly PrivacyMode _mode;
    private readonly PrivacyKey? _key;
    private readonly IReplacer? _replacer;
    private readonly string? _spoolDirectory;
    private readonly int _windowSize;

    /// <param name="mode">What to do.</param>
    /// <param name="key">Makes the pseudonyms; needed for <see cref="PrivacyMode.Pseudonymize"/> only.</param>
    /// <param name="spoolDirectory">Where items too large for memory are kept while they are worked on; null for the system's temporary folder.</param>
    /// <exception cref="ArgumentException">Pseudonyms are wanted and there is no key.</exception>
    public PrivacyFilter(PrivacyMode mode, PrivacyKey? key = null, string? spoolDirectory = null)
        : this(mode, key, spoolDirectory, JsonWindow.DefaultSize)
    {
    }

    public PrivacyFilter(PrivacyMode mode, PrivacyKey? key, string? spoolDirectory, int windowSize)
    {
        (_mode, _key, _spoolDirectory, _windowSize) = (mode, key, spoolDirectory, windowSize);
        _replacer = mode switch
        {
            PrivacyMode.Pseudonymize when key is null => throw new ArgumentException("Pseudonyms need a privacy key.", nameof(key)),
            PrivacyMode.Pseudonymize => new Pseudonymizer(key),
            PrivacyMode.Drop => new Remover(),
            _ => null,
        };
    }

    /// <summary>What has been done so far, for the manifest; null when everything is kept.</summary>
    public PrivacyReceipt? Receipt => _replacer is null ? null : CreateReceipt();

    /// <summary>
    /// Rewrites one item as the mode demands; the same source and item when nothing has to change. The work is done on the
    /// thread pool: it takes a processor's time, not a network's.
    /// </summary>
    /// <exception cref="IOException">The source cannot be read or the temporary folder not be used.</exception>
    public Task<RewrittenItem> RewriteAsync(
        PrivacySubject subject, IJsonSource source, JsonItem item, CancellationToken cancellationToken) => _replacer is null
            ? Task.FromResult(new RewrittenItem(source, item))
            : Task.Run(() => RewriteAsync(subject, source, item, _replacer, cancellationToken), cancellationToken);

    /// <summary>Rewrites one item that is in memory, such as a company's JSON.</summary>
    public async Task<ReadOnlyMemory<byte>> RewriteAsync(
        PrivacySubject subject, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await using var rewritten = await RewriteAsync(subject, new MemoryJsonSource(json), new JsonItem(0, json.Length), cancellationToken);
        if (rewritten.Source is MemoryJsonSource)
            return json;

        var bytes = new byte[rewritten.Item.Length];
        for (var count = 0; count < bytes.Length;)
            count += rewritten.Source.Read(count, bytes.AsSpan(count));

        return bytes;
    }

    private async Task<RewrittenItem> RewriteAsync(
        PrivacySubject subject, IJsonSource source, JsonItem item, IReplacer replacer, CancellationToken cancellationToken)
    {
        var spool = new Spool(_spoolDirectory);
        var isNeeded = false;
        try
        {
            var places = new PlaceTracker(source, item, subject);
            using var rewriter = new ItemRewriter(OpenWindow(source, item), places, replacer);
            rewriter.Run(spool, cancellationToken);
            Count(places.Root);
            isNeeded = rewriter.Replaced > 0;
        }
        finally
        {
            if (!isNeeded)
                await spool.DisposeAsync();
        }

        return isNeeded ? new RewrittenItem(spool, Describe(item, spool.Length), spool) : new RewrittenItem(source, item);
    }

    private JsonWindow OpenWindow(IJsonSource source, JsonItem item) =>
        new(source, item.Offset, item.Offset + item.Length, _windowSize);

    private JsonItem Describe(JsonItem item, long length) => new(0, length)
    {
        ResourceId = Redact(item.ResourceId),
        Name = Redact(item.Name),
        WidgetType = Redact(item.WidgetType),
        ChartType = Redact(item.ChartType),
    };

    // As the same text comes out in the JSON: a dropped value is null there too.
    private string? Redact(string? text)
    {
        if (text is null || (_mode == PrivacyMode.Drop && EmailAddresses.IsAddress(text)))
            return null;

        return PersonalText.Replace(EmailAddresses.IsAddress(text) ? text.Trim() : text, _replacer!.Fragment);
    }

    private void Count(FieldPath root)
    {
        lock (_lock)
        {
            foreach (var path in root.Found())
            {
                var text = path.ToString();
                if (_fields.Count >= MostReceiptPaths && !_fields.ContainsKey(text))
                    text = "*";
                _fields[text] = _fields.GetValueOrDefault(text) + path.Count;
            }
        }
    }

    private PrivacyReceipt CreateReceipt()
    {
        lock (_lock)
        {
            return new PrivacyReceipt
            {
                Mode = _mode == PrivacyMode.Drop ? "drop" : "pseudonymize",
                Fields = new SortedDictionary<string, long>(_fields, StringComparer.Ordinal),
                KeyId = _mode == PrivacyMode.Pseudonymize ? _key?.Id : null,
            };
        }
    }
}
