namespace Keepnet.Export.Exporting.Checks;

/// <summary>What happened in a window that is closed, or that only grows, stays counted: such a count is not smaller than in the previous export.</summary>
internal sealed class FellRule : IHistoryRule
{
    public string Name => "countFell";

    public string? FindWrong(WidgetDigest before, WidgetDigest now)
    {
        foreach (var (name, total) in before.Totals ?? new Dictionary<string, double>())
        {
            if (now.Totals?.TryGetValue(name, out var again) == true && again < total)
            {
                return $"{name} fell from {total.ToText()} to {again.ToText()} since the previous export";
            }
        }

        return null;
    }
}
