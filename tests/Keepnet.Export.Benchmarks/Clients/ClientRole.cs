using System.Text.Json;

namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>The clients of this program, each run in a process of its own.</summary>
internal static class ClientRole
{
    public const string Wire = "wire";
    public const string Ceiling = "ceiling";
    public const string Sequential = "sequential";
    public const string Parallel = "parallel";

    public static async Task RunAsync(string kind, string job)
    {
        var wish = JsonSerializer.Deserialize<ClientJob>(job)!;
        await Create(kind, wish).RunAsync();
    }

    private static IBenchmarkClient Create(string kind, ClientJob job) => kind switch
    {
        Wire => new CeilingClient(job, keepsBodies: false),
        Ceiling => new CeilingClient(job, keepsBodies: true),
        Sequential => new IdiomaticClient(job, companiesAtOnce: 1),
        Parallel => new IdiomaticClient(job, KeepnetCalls.CompaniesAtOnce),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
