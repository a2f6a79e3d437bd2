namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>One night to play through.</summary>
public sealed record ScaleCase
{
    public required int Companies { get; init; }

    /// <summary>Instances of the function app, or processes of the command line.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Companies at once in one instance.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Calls a second that the API allows all instances together; null for any number.</summary>
    public double? ApiLimit { get; init; }

    /// <summary>Seconds one call takes.</summary>
    public double Latency { get; init; } = 0.05;

    /// <summary>Seconds that a refused caller is asked to wait.</summary>
    public double RetryAfter { get; init; } = 1;

    /// <summary>The calls of a company: each number of calls is made at once, after the one before has been answered.</summary>
    public IReadOnlyList<int> Stages { get; init; } = [1, 3, 3];

    /// <summary>Processor seconds for what a company's calls bring; an instance has one processor.</summary>
    public double ProcessorSeconds { get; init; } = 0.05;

    /// <summary>Seconds until a new instance takes its first company.</summary>
    public double ColdStart { get; init; }

    /// <summary>Calls at once in one instance.</summary>
    public int CallsAtOnce { get; init; } = 16;

    public int CallsPerCompany => Stages.Sum();
}
