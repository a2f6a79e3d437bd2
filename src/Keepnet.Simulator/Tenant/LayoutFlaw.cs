namespace Keepnet.Simulator;

/// <summary>What is wrong with a report's <c>widgetLayout</c>.</summary>
internal enum LayoutFlaw
{
    None,
    Missing,
    Blank,
    BrokenJson,
}
