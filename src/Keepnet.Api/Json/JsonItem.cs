namespace Keepnet.Api.Json;

/// <summary>
/// One element of an answer's <c>data</c> array (or <c>data</c> itself when it is an object): where its text lies in the
/// source, and the few top-level string properties by which it is told apart (null when absent or not a string; an id may be
/// a number as well).
/// </summary>
public sealed record JsonItem(long Offset, long Length)
{
    /// <summary>False for null, a scalar or an array where an object should be.</summary>
    public bool IsObject { get; init; } = true;

    public string? ResourceId { get; init; }

    public string? Name { get; init; }

    public string? WidgetType { get; init; }

    public string? ChartType { get; init; }
}
