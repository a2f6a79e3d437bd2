using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Settings;

/// <summary>A list of texts, written in one value with commas or as a value for each index.</summary>
internal static class ListSetting
{
    /// <summary>The texts, each once. When two sources write the list in different ways, the later one counts, as for every other key.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration, string key)
    {
        IEnumerable<string> together = configuration[key]?.Split(',') ?? [];
        var apart = configuration.GetSection(key).GetChildren().Select(child => child.Value ?? "");
        var isTogether = LastSource(configuration, source => source.TryGet(key, out var value) && !string.IsNullOrWhiteSpace(value));
        var isApart = LastSource(configuration, source => source.GetChildKeys([], key).Any());
        var items = isTogether > isApart ? together : isApart > isTogether ? apart : together.Concat(apart);
        return [.. items.Select(item => item.Trim()).Where(item => item.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    // By its place among the sources; -1 when none says so.
    private static int LastSource(IConfiguration configuration, Predicate<IConfigurationProvider> says) =>
        configuration is IConfigurationRoot root ? root.Providers.ToList().FindLastIndex(says) : -1;
}
