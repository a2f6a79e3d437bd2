namespace Keepnet.Simulator;

/// <summary>Derives a company from the seed and its index.</summary>
internal sealed class CompanyFactory(SimulatorOptions options)
{
    private static readonly DateTime FirstCreated = new(2019, 3, 4, 9, 12, 0);

    private static readonly string[] Industries = ["Media", "Logistics", "Banking", "Health", "Education", "Energy", "Retail"];

    private static readonly int[] OpenPrivacy = [1, 1, 1, 1, 2, 3, 4, 5];

    private static readonly string[]?[] TagSets = [null, [], ["north"], ["north", "pilot"], ["süd"], ["key account"]];

    public SimulatedCompany Create(int index)
    {
        var random = new RandomStream(options.Seed, $"company/{index}");
        return new SimulatedCompany
        {
            Index = index,
            Id = IdOf(index),
            Name = index < 0 ? "Fjordlight Reseller" : CompanyNames.Pick(random, index),
            Industry = random.Pick(Industries),
            Licence = index < 0 ? LicenceTier.Enterprise : (LicenceTier)random.Between(0, 2),
            LicenceExpired = index % 7 == 4,
            LicenceEnd = LicenceEndOf(index, random),
            PrivacyDurationId = index % 12 == 5 ? 0 : random.Pick(OpenPrivacy),
            Created = CreatedAt(index),
            UserLimit = random.Chance(0.7) ? random.Between(4, 200) * 10 : null,
            TargetUsers = random.Between(8, 1900),
            Tags = random.Pick(TagSets),
        };
    }

    /// <summary>Some ids differ from their predecessor's in letter case only.</summary>
    public string IdOf(int index) => index > 0 && index % 16 == 9
        ? SwapCase(IdOf(index - 1))
        : new RandomStream(options.Seed, $"company-id/{index}").Id();

    private static string SwapCase(string id) =>
        string.Concat(id.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private DateTime CreatedAt(int index)
    {
        var minutes = TimeSpan.FromDays(2000).TotalMinutes / (options.Companies + 1) * (index + 1);
        return FirstCreated.AddMinutes(Math.Floor(minutes));
    }

    private static DateTime? LicenceEndOf(int index, RandomStream random)
    {
        var year = index % 7 == 4 ? 2025 : 2031;
        var end = new DateTime(year, random.Between(1, 12), random.Between(1, 28), 23, 59, 0);
        return index % 10 == 8 ? null : end;
    }
}
