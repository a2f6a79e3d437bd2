using System.Globalization;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>Counts which rules one widget breaks, and remembers how it does so first: a million wrong points make one finding.</summary>
internal sealed class BrokenRules
{
    private readonly List<Broken> _all = [];

    /// <summary>Counts once more what is known already; false when it is not.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="subject">The figure, or the rule itself when it is about several.</param>
    public bool TryCount(string rule, object subject)
    {
        foreach (var broken in _all)
        {
            if (broken.Subject == subject && broken.Rule == rule)
            {
                broken.Count++;
                return true;
            }
        }

        return false;
    }

    /// <param name="rule">The rule's name.</param>
    /// <param name="subject">The figure, or the rule itself when it is about several.</param>
    /// <param name="point">Index of the point; null for all of them.</param>
    /// <param name="description">What is wrong.</param>
    public void Add(string rule, object subject, int? point, string description) =>
        _all.Add(new Broken(rule, subject, point, description));

    public void Report(WidgetInHand widget, CheckList list)
    {
        foreach (var broken in _all)
        {
            list.Add(widget.Finding(broken.Rule, broken.Count, broken.Description + Where(broken)));
        }
    }

    private static string Where(Broken broken) => broken.Point is not { } point ? ""
        : string.Create(CultureInfo.InvariantCulture, $" at point {point}{(broken.Count > 1 ? $", {broken.Count} times in all" : "")}");

    private sealed record Broken(string Rule, object Subject, int? Point, string Description)
    {
        public int Count { get; set; } = 1;
    }
}
