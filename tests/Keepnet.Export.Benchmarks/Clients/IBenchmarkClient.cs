namespace Keepnet.Export.Benchmarks.Clients;

/// <summary>Something that exports the tenant in its own way.</summary>
internal interface IBenchmarkClient
{
    Task RunAsync();
}
