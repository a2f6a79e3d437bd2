using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Runs.Summaries;

namespace Keepnet.Export.Runs.Census;

/// <summary>Counts how many companies of a run have which drift, in limited memory. Not for several callers at once.</summary>
internal sealed class DriftCensus
{
    private const int MaxDifferences = 1_000;
    private const int MaxWidgetTypes = 500;

    // Paths of the company list begin with this; all others are of exports.
    private const string RowPrefix = "companies[]";

    private readonly BoundedTally<DriftKey> _differences = new(MaxDifferences);
    private readonly BoundedTally<string> _widgetTypes = new(MaxWidgetTypes);
    private int _exports;
    private int _rows;

    public IReadOnlyDictionary<string, int> WidgetTypes => new SortedDictionary<string, int>(_widgetTypes.Counts.ToDictionary(), StringComparer.Ordinal);

    /// <summary>Whether there were more differences than are counted.</summary>
    public bool IsCut => _differences.IsCut;

    /// <summary>What was found, in no particular order.</summary>
    public IEnumerable<DriftFinding> Findings => _differences.Counts.Select(counted => new DriftFinding
    {
        Kind = counted.Key.Kind,
        Path = counted.Key.Path,
        Detail = counted.Key.Detail,
        Companies = counted.Value,
        Of = counted.Key.Path.StartsWith(RowPrefix, StringComparison.Ordinal) ? _rows : _exports,
    });

    /// <summary>Counts a company's export, by the drift in its manifest.</summary>
    public void AddExport(DriftReport drift)
    {
        _exports++;
        Count(drift);
    }

    /// <summary>Counts a company as the API lists it.</summary>
    /// <param name="json">Its line of <c>companies.ndjson</c>.</param>
    public void AddRow(ReadOnlyMemory<byte> json)
    {
        var observer = new DriftObserver();
        observer.ObserveCompany(json);
        _rows++;
        Count(observer.Report);
    }

    private void Count(DriftReport drift)
    {
        foreach (var key in KeysOf(drift))
        {
            _differences.Add(key);
        }

        foreach (var type in drift.WidgetTypes)
        {
            _widgetTypes.Add(type);
        }
    }

    private static IEnumerable<DriftKey> KeysOf(DriftReport drift) =>
    [
        .. drift.Added.Where(path => path != AddedFields.AndMore).Select(path => new DriftKey(DriftKind.Added, path)),
        .. drift.Gone.Select(path => new DriftKey(DriftKind.Gone, path)),
        .. drift.Changed.Select(field => new DriftKey(DriftKind.Changed, field.Path, $"{field.Documented}, sent {field.Sent}")),
        .. drift.NewWidgetTypes.Select(type => new DriftKey(DriftKind.NewWidgetType, type)),
    ];
}
