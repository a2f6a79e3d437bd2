using Keepnet.Export.Benchmarks.Reporting;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>One thing to measure.</summary>
internal interface IScenario
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    string Description { get; }

    Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options);
}
