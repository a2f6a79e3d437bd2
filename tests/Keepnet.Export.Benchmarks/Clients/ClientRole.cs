using System.Text.Json;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>The clients of this program, each run in a process of its own.</summary>
internal static class ClientRole
{
    public const string Wire = "wire";
    public const string Ceiling = "ceiling";
    public const string FullCeiling = "full-ceiling";
    public const string Sequential = "sequential";
    public const string Parallel = "parallel";

    /// <summary>Bytes an export writes for each it receives: flattened lines repeat their company and widget.</summary>
    private const int WrittenPerReceived = 5;

    public static async Task RunAsync(string kind, string job)
    {
        var wish = JsonSerializer.Deserialize<ClientJob>(job)!;
        await Create(kind, wish).RunAsync();
    }

    private static IBenchmarkClient Create(string kind, ClientJob job) => kind switch
    {
        Wire => new CeilingClient(job, copies: 0),
        Ceiling => new CeilingClient(job, copies: 1),
        FullCeiling => new CeilingClient(job, WrittenPerReceived),
        Sequential => new IdiomaticClient(job, companiesAtOnce: 1),
        Parallel => new IdiomaticClient(job, KeepnetCalls.CompaniesAtOnce),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
