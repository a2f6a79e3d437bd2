namespace Keepnet.Export.Exporting.Checks;

/// <summary>A rule about one value.</summary>
internal interface IValueRule
{
    string Name { get; }

    bool Holds(Figure figure, double value);

    /// <summary>What is wrong with a value that breaks the rule, for people; names the figure and the number, nothing that was sent besides.</summary>
    string Describe(Figure figure, double value);
}
