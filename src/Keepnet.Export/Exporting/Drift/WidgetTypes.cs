using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Exporting.Drift;

/// <summary>The widget types met in one company's catalogue, reports and widgets; a limited number, whatever the API sends.</summary>
internal sealed class WidgetTypes
{
    private const int MaxCount = 100;

    // Takes up room in a report's layout and shows nothing.
    private const string Spacer = "EmptyWidget";

    private readonly SortedSet<string> _types = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sorted without regard to case; <c>*</c> stands for a text that could be personal.</summary>
    public IReadOnlyList<string> All => [.. _types];

    /// <summary>Those of <see cref="All"/> that this program has no description of.</summary>
    public IReadOnlyList<string> New => [.. _types.Where(type => WidgetRules.Find(type) is null && !IsSpacer(type))];

    public void Add(string? type)
    {
        if (type is not null && _types.Count < MaxCount)
        {
            _types.Add(CodeName.Is(type) ? type : "*");
        }
    }

    private static bool IsSpacer(string type) => type.Equals(Spacer, StringComparison.OrdinalIgnoreCase);
}
