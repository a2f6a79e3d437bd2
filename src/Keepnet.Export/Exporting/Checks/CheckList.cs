namespace Keepnet.Export.Exporting.Checks;

/// <summary>What looks wrong in one company's figures, up to a number that a person would still read; each is a warning too.</summary>
internal sealed class CheckList(Action<string> warn, WidgetHistory? history = null)
{
    public const int MaxCount = 100;

    private readonly List<CheckFinding> _findings = [];

    /// <summary>What the next export compares with; null when nobody keeps it.</summary>
    public WidgetHistory? History => history;

    public IReadOnlyList<CheckFinding> Findings => [.. _findings];

    public void Add(CheckFinding finding)
    {
        if (TryAdd(finding))
        {
            warn(finding.Message);
        }
    }

    /// <summary>Adds what there is a warning of already; false when there is no room.</summary>
    public bool TryAdd(CheckFinding finding)
    {
        if (_findings.Count == MaxCount)
        {
            return false;
        }

        _findings.Add(finding);
        return true;
    }
}
