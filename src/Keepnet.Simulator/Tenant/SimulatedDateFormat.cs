namespace Keepnet.Simulator;

/// <summary>How the tenant writes dates. The API follows the preference of the user behind the token.</summary>
public enum SimulatedDateFormat
{
    /// <summary><c>31/12/2026 23:59</c></summary>
    DayFirst,

    /// <summary><c>12/31/2026 23:59</c></summary>
    MonthFirst,

    /// <summary><c>2026/12/31 23:59</c></summary>
    YearFirst,

    /// <summary><c>2026-12-31T23:59:00</c></summary>
    Iso,
}
