namespace Keepnet.Export.Exporting.Drift;

/// <summary>A documented field that came with a value of another kind than documented.</summary>
/// <param name="Path">For example <c>widgets[].widgetDatas[].values[].value</c>; with <c>[]</c> at its end, the elements of a list.</param>
/// <param name="Documented"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, or several joined by <c>|</c>.</param>
/// <param name="Sent">The kinds that came instead, written likewise.</param>
public sealed record ChangedField(string Path, string Documented, string Sent);
