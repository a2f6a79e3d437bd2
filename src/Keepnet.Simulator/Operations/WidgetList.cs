namespace Keepnet.Simulator;

/// <summary>The <c>data</c> of <c>get-widget-datas</c>: one item per widget, each in pieces.</summary>
internal sealed record WidgetList(IReadOnlyList<IEnumerable<string>> Items) : JsonData
{
    public override IEnumerable<string> Pieces()
    {
        yield return "[";
        for (var i = 0; i < Items.Count; i++)
        {
            if (i > 0)
                yield return ",";
            foreach (var piece in Items[i])
                yield return piece;
        }
        yield return "]";
    }
}
