namespace Keepnet.Simulator;

/// <summary>Whose widget it is and for which window; the numbers follow from both.</summary>
internal sealed record WidgetSubject(SimulatedCompany Company, SimulatedPeriod Period, RandomStream Random, ApiDates Dates)
{
    private static readonly string[] Departments =
        ["Dispatch", "Accounts", "Kitchen", "R&D", "Außendienst", "Legal", "IT", "Reception", "営業部", "Warehouse"];

    private static readonly string[] FirstNames = ["Ida", "Tove", "Çağla", "Milo", "Ayo", "Wren", "Zofia", "Kaito", "Nour", "Aino"];

    private static readonly string[] LastNames =
        ["Fabelund", "Quillfeather", "Inventado", "Mustermoor", "Placeholder-Smith", "Erfunden", "Ørnetoft", "Sahteoğlu"];

    /// <summary>Ends with a day of the window even when no chart day falls into it.</summary>
    public IEnumerable<string> ChartDates() =>
        Period.ChartDays().DefaultIfEmpty(Period.To).Select(Dates.Moment);

    public string AnyDate() =>
        Dates.Moment(Period.From.AddDays(Random.Between(0, Period.To.DayNumber - Period.From.DayNumber)));

    public string Department() => Random.Pick(Departments);

    public static IEnumerable<string> SomeDepartments(int count) => Departments.Take(count);

    /// <summary>An invented person of this company.</summary>
    public (string Name, string Email) Person()
    {
        var (first, last, number) = (Random.Pick(FirstNames), Random.Pick(LastNames), Random.Between(1, 999));
        return ($"{first} {last}", $"person{Company.Index + 2}.{number}@example.test");
    }

    public string Campaign(int number) => $"Campaign {Company.Number}-{number + 1}";

    public decimal Percent() => Random.Decimal(0, 100, 1);

    /// <summary>Percentages of the parts of one whole: they add up to 100.</summary>
    public decimal[] Shares(int parts)
    {
        var weights = Enumerable.Range(0, parts).Select(_ => Random.Between(5, 100)).ToArray();
        var shares = Array.ConvertAll(weights, weight => decimal.Round(100m * weight / weights.Sum(), 1));
        shares[^1] = 100m - shares[..^1].Sum();
        return shares;
    }
}
