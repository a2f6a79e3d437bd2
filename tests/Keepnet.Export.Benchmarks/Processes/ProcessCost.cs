using System.Globalization;

namespace Keepnet.Export.Benchmarks.Processes;

/// <summary>What a .NET process took, as it said itself when it ended.</summary>
/// <param name="ProcessorSeconds">Of all its threads.</param>
/// <param name="PeakBytes">Highest resident set.</param>
/// <param name="AllocatedBytes">On the managed heap, collected or not.</param>
/// <param name="Collections">Garbage collections of any generation.</param>
/// <param name="FullCollections">Of the oldest generation.</param>
public sealed record ProcessCost(double ProcessorSeconds, long PeakBytes, long AllocatedBytes, int Collections, int FullCollections)
{
    /// <summary>Environment variable that names the file for <see cref="Read"/>.</summary>
    public const string FileVariable = "BENCHMARK_COST_FILE";

    public static ProcessCost Read(string file)
    {
        var parts = File.ReadAllText(file).Split(' ');
        return new ProcessCost(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3], CultureInfo.InvariantCulture),
            int.Parse(parts[4], CultureInfo.InvariantCulture));
    }
}
