namespace Keepnet.Simulator;

/// <summary>A named way of misbehaving.</summary>
public sealed record FaultProfile
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>How likely a call is to be hit when the name stands alone.</summary>
    public double Probability { get; init; } = 0.2;

    /// <summary>The same within <c>all</c>; null when <c>all</c> leaves the profile out.</summary>
    public double? ProbabilityWithinAll { get; init; } = 0.05;

    internal Func<FaultSetup, IFault> Create { get; init; } = _ => throw new InvalidOperationException("A profile makes a fault.");
}
