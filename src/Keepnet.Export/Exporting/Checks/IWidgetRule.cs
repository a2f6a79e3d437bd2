namespace Keepnet.Export.Exporting.Checks;

/// <summary>A rule about all points of a widget, by what its figures add up to.</summary>
internal interface IWidgetRule
{
    string Name { get; }

    bool Holds(FigureSums sums);

    /// <summary>What is wrong with a widget that breaks the rule, for people.</summary>
    string Describe(FigureSums sums);
}
