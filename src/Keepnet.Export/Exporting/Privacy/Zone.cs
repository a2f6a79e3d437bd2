namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Which part of an API object a value stands in.</summary>
internal enum Zone
{
    /// <summary>Reports, companies, column definitions: kept but for what is personal by name.</summary>
    Text,

    /// <summary>A widget's own fields.</summary>
    Widget,

    /// <summary>An item of <c>widgetDatas</c>.</summary>
    Point,

    /// <summary>An item of <c>values</c>.</summary>
    Measure,

    /// <summary>Data objects, table rows, annotations and what is not documented: every text is personal unless known not to be.</summary>
    Data,
}
