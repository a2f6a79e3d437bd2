namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>How much to measure; null leaves it to the scenario.</summary>
internal sealed record ScenarioOptions
{
    public int? Companies { get; init; }

    public int? Rounds { get; init; }

    /// <summary>Only these contenders; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Where exports go while they are measured; emptied before and after each.</summary>
    public required string WorkFolder { get; init; }

    public static void Progress(string text) => Console.Error.WriteLine(text);
}
