namespace Keepnet.Export.Exporting.Checks;

/// <summary>A rule about a widget now and in the previous export of the same company and period.</summary>
internal interface IHistoryRule
{
    string Name { get; }

    /// <summary>What is wrong, for people; null when the rule holds.</summary>
    string? FindWrong(WidgetDigest before, WidgetDigest now);
}
