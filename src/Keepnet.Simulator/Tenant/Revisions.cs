using System.Collections.Concurrent;

namespace Keepnet.Simulator;

/// <summary>How often each widget of a company was given other figures.</summary>
internal sealed class Revisions
{
    private readonly ConcurrentDictionary<(string CompanyId, string WidgetId), int> _counts = new();

    public int Of(string companyId, string widgetId) => _counts.GetValueOrDefault((companyId, widgetId));

    public void Add(string companyId, string widgetId) => _counts.AddOrUpdate((companyId, widgetId), 1, (_, count) => count + 1);
}
