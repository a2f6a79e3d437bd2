namespace Keepnet.Export.Exporting.Checks;

/// <summary>A rule about figures of one point; it holds where one of them is missing.</summary>
internal interface IPointRule
{
    string Name { get; }

    bool Holds(PointFigures point);

    /// <summary>What is wrong with a point that breaks the rule, for people.</summary>
    string Describe(PointFigures point);
}
