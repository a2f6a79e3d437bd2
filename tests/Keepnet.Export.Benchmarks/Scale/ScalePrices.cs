using System.Text.Json;

namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>Prices in one currency; those of a region and a day are in <c>prices.json</c>.</summary>
public sealed record ScalePrices
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <summary>Functions, Flex Consumption, on demand: a GB of memory for a second.</summary>
    public required double GigabyteSecond { get; init; }

    /// <summary>Functions: a million executions.</summary>
    public required double MillionExecutions { get; init; }

    /// <summary>Service Bus Standard: a million operations.</summary>
    public required double MillionQueueOperations { get; init; }

    /// <summary>Blob Storage, hot: ten thousand write operations.</summary>
    public required double TenThousandWrites { get; init; }

    /// <summary>Blob Storage, hot: ten thousand read operations.</summary>
    public required double TenThousandReads { get; init; }

    public static ScalePrices Read(string file) => JsonSerializer.Deserialize<ScalePrices>(File.ReadAllText(file), Options)!;

    /// <summary>One night without monthly base fees and free grants.</summary>
    /// <param name="companies">Exported.</param>
    /// <param name="night">How it went.</param>
    /// <param name="instanceGigabytes">Memory of an instance.</param>
    public double Of(int companies, ScaleResult night, double instanceGigabytes)
    {
        // Five files, manifest, latest.json and a journal line; before each of the last three the store is asked what is there.
        const int Writes = 8;
        const int Reads = 5;
        return (night.InstanceSeconds * instanceGigabytes * GigabyteSecond)
            + (companies * MillionExecutions / 1e6)
            + (companies * 2 * MillionQueueOperations / 1e6)
            + (companies * Writes * TenThousandWrites / 1e4)
            + (companies * Reads * TenThousandReads / 1e4);
    }
}
