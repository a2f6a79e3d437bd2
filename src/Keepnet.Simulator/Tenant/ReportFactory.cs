namespace Keepnet.Simulator;

/// <summary>Derives the reports of a company: none to five, the built-in one first.</summary>
internal sealed class ReportFactory(SimulatorOptions options)
{
    /// <summary>The id of the built-in report, the same at every company.</summary>
    public const string BuiltInId = "Bx4bQ7uHt2Rp";

    private static readonly string[] Titles = ["Quarterly board view", "Awareness programme", "Reporting culture", "Ügyvezetői összefoglaló"];

    private static readonly string[] Periods = ["LastMonth", "Last3Months", "Last6Months", "LastYear", "ThisYear"];

    public IReadOnlyList<SimulatedReport> Of(SimulatedCompany company)
    {
        var random = new RandomStream(options.Seed, $"reports/{company.Index}");
        var own = random.Between(0, 4);
        if (company.Index % 9 == 7)
            return [];
        return [BuiltIn(), .. Enumerable.Range(0, own).Select(number => Own(company, number))];
    }

    private static SimulatedReport BuiltIn() => new()
    {
        Id = BuiltInId,
        Name = "Executive summary",
        Description = "Comes with the product",
        IsBuiltIn = true,
        PeriodName = "Last3Months",
        Widgets = [.. WidgetCatalogue.Of(LicenceTier.Essential).Take(3)],
    };

    private SimulatedReport Own(SimulatedCompany company, int number)
    {
        var random = new RandomStream(options.Seed, $"report/{company.Index}/{number}");
        var isManagerReport = number == 3 && company.Licence > LicenceTier.Essential;
        return new SimulatedReport
        {
            Id = random.Id(),
            Name = number == 2 ? $"{Titles[0]} - Copy" : Titles[number],
            Description = random.Chance(0.5) ? "Description" : null,
            IsManagerReport = isManagerReport,
            PeriodName = random.Pick(Periods),
            Widgets = isManagerReport ? [WidgetCatalogue.ManagerWidget] : SomeWidgets(company, random),
            LayoutOnlyWidget = number == 1 ? WidgetCatalogue.LayoutOnly : null,
            Layout = random.Chance(0.1) ? (LayoutFlaw)random.Between(1, 3) : LayoutFlaw.None,
        };
    }

    /// <summary>Two to five widgets of the licence; the first report of some companies has one no catalogue lists.</summary>
    private static IReadOnlyList<WidgetDefinition> SomeWidgets(SimulatedCompany company, RandomStream random)
    {
        var licensed = WidgetCatalogue.Of(company.Licence).Where(widget => !widget.IsSupportManager).ToArray();
        var widgets = Enumerable.Range(0, random.Between(2, 5)).Select(_ => random.Pick(licensed)).Distinct();
        return [.. company.Index % 4 == 0 ? widgets.Append(WidgetCatalogue.ReportOnly) : widgets];
    }
}
