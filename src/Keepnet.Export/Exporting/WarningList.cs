namespace Keepnet.Export.Exporting;

/// <summary>Warnings of one company, each once, up to a number that a person would still read.</summary>
internal sealed class WarningList
{
    private const int Most = 200;

    private readonly List<string> _warnings = [];

    public void Add(string warning)
    {
        if (_warnings.Count < Most && !_warnings.Contains(warning))
        {
            _warnings.Add(_warnings.Count == Most - 1 ? "There are more warnings than are kept here." : warning);
        }
    }

    public IReadOnlyList<string> ToList() => [.. _warnings];
}
