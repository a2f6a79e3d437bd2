namespace Keepnet.Export.Benchmarks.Payloads;

/// <summary>How much there is to export from the tenant that the benchmarks run against.</summary>
public sealed record TenantShape
{
    /// <summary>Customer companies.</summary>
    public int Companies { get; init; } = 100;

    /// <summary>Reports of a company; each has a detail.</summary>
    public int Reports { get; init; } = 2;

    /// <summary>Bytes of each widget's answer, in the order of the catalogue.</summary>
    public IReadOnlyList<long> WidgetBytes { get; init; } = [];

    /// <summary>Milliseconds before every answer.</summary>
    public int LatencyMilliseconds { get; init; }

    /// <summary>What is typical: 25 widgets of 5 to 300 KB, spread evenly over the orders of magnitude.</summary>
    public static TenantShape Typical(int companies, int latency) => new()
    {
        Companies = companies,
        WidgetBytes = [.. Enumerable.Range(0, 25).Select(TypicalBytes)],
        LatencyMilliseconds = latency,
    };

    /// <summary>Small companies, of which there may be many: three widgets of 1 KB.</summary>
    public static TenantShape Small(int companies) => new() { Companies = companies, Reports = 1, WidgetBytes = [1000, 1000, 1000] };

    /// <summary>One company with one widget of this size.</summary>
    public static TenantShape OneWidget(long bytes) => new() { Companies = 1, Reports = 1, WidgetBytes = [bytes] };

    // 7 is prime to 25, so that large and small widgets lie side by side and batches are of a size.
    private static long TypicalBytes(int index) => (long)(5_000 * Math.Pow(60, index * 7 % 25 / 24.0));
}
