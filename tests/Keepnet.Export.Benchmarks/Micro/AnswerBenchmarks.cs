using BenchmarkDotNet.Attributes;
using Keepnet.Export.Benchmarks.Scenarios;

namespace Keepnet.Export.Benchmarks.Micro;

/// <summary>The loops through which every byte of an answer goes.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private readonly AnswerSteps _answer = new();

    [Benchmark(Baseline = true, Description = "Utf8JsonReader")]
    public void Read() => _answer.ReadTokens();

    [Benchmark(Description = "JsonScanner")]
    public void Scan() => _answer.Scan();

    [Benchmark(Description = "copier")]
    public void Copy() => _answer.CopyElements();

    [Benchmark(Description = "fingerprint")]
    public void Fingerprint() => _answer.Fingerprint();

    [Benchmark(Description = "drift")]
    public void Drift() => _answer.ObserveDrift();

    [Benchmark(Description = "flatten")]
    public void Flatten() => _answer.Flatten();
}
