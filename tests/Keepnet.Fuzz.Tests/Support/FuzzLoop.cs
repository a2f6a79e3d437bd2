using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Keepnet.Fuzz.Tests.Support;

/// <summary>
/// Feeds a target with changed texts: a hundred, always the same ones, or as long as <c>KEEPNET_FUZZ_SECONDS</c> says, ever new
/// ones. What fails is told with seed and round, and written to the temporary folder.
/// </summary>
internal static class FuzzLoop
{
    private const string Seconds = "KEEPNET_FUZZ_SECONDS";
    private const int Rounds = 100;

    // Far above what any target needs, far below what would hurt: buffers double as they grow.
    private const long MostBytes = 64 * 1024 * 1024;
    private const long MostBytesPerByte = 4096;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="corpus">What is changed; at least one text.</param>
    /// <param name="target">Gets a text and a source of chance; throws when something does not hold.</param>
    /// <param name="name">The test's name; part of the seed.</param>
    public static void Run(IReadOnlyList<byte[]> corpus, Action<byte[], Random> target, [CallerMemberName] string name = "")
    {
        if (double.TryParse(Environment.GetEnvironmentVariable(Seconds), CultureInfo.InvariantCulture, out var seconds))
        {
            RunFor(TimeSpan.FromSeconds(seconds), corpus, target, name);
            return;
        }

        for (var round = 0; round < Rounds; round++)
        {
            RunOnce(SeedOf(name) + round, corpus, target, name);
        }
    }

    private static void RunFor(TimeSpan time, IReadOnlyList<byte[]> corpus, Action<byte[], Random> target, string name)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            var started = watch.Elapsed;
            var seed = Random.Shared.Next();
            RunOnce(seed, corpus, target, name);
            Assert.True(watch.Elapsed - started < Longest, $"{name}, seed {seed}: took {watch.Elapsed - started}.");
        }
    }

    private static void RunOnce(int seed, IReadOnlyList<byte[]> corpus, Action<byte[], Random> target, string name)
    {
        var mutator = new Mutator(seed);
        var text = mutator.Next(corpus);
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            target(text, mutator.Random);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes + (text.Length * MostBytesPerByte));
        }
        catch (Exception exception)
        {
            var file = Path.Combine(Path.GetTempPath(), $"keepnet-fuzz-{name}-{seed}.bin");
            File.WriteAllBytes(file, text);
            throw new InvalidOperationException($"{name} fails with seed {seed} ({text.Length} bytes, {file}): {exception.Message}", exception);
        }
    }

    // The same on every machine, which string.GetHashCode is not.
    private static int SeedOf(string name) => name.Aggregate(17, (seed, sign) => unchecked((seed * 31) + sign)) & 0x3FFFFFFF;
}
