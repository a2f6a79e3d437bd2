using System.Globalization;

namespace Keepnet.Simulator;

/// <summary>Reads the names of fault profiles and builds the chain a call goes through.</summary>
internal static class FaultPlan
{
    /// <exception cref="ArgumentException">A name is unknown or a probability is not between 0 and 1.</exception>
    public static IReadOnlyList<IFault> Create(SimulatorOptions options, TenantData data)
    {
        var chosen = Parse(options.Faults);
        return [.. FaultProfiles.All
            .Where(profile => chosen.ContainsKey(profile.Name))
            .Select(profile => profile.Create(new(new(options.Seed, profile.Name, chosen[profile.Name]), options, data)))];
    }

    /// <summary>Probabilities by profile name; a later entry overrides an earlier one.</summary>
    public static Dictionary<string, double> Parse(IEnumerable<string> faults)
    {
        var chosen = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in faults.SelectMany(fault => fault.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var (name, probability) = Split(entry);
            foreach (var profile in Named(name))
                chosen[profile.Name] = probability ?? (name == FaultProfiles.Everything ? profile.ProbabilityWithinAll!.Value : profile.Probability);
        }
        return chosen;
    }

    private static IEnumerable<FaultProfile> Named(string name)
    {
        if (name == FaultProfiles.Everything)
            return FaultProfiles.All.Where(profile => profile.ProbabilityWithinAll is not null);
        var profile = FaultProfiles.All.FirstOrDefault(candidate => candidate.Name == name);
        return profile is not null ? [profile] : throw new ArgumentException(
            $"There is no fault profile '{name}'; there are all, {string.Join(", ", FaultProfiles.All.Select(known => known.Name))}.");
    }

    private static (string Name, double? Probability) Split(string entry)
    {
        var parts = entry.Split(':', 2);
        if (parts.Length == 1)
            return (entry, null);
        return double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
            ? (parts[0], probability)
            : throw new ArgumentException($"The probability in '{entry}' must be from 0 to 1.");
    }
}
