namespace Keepnet.Export.Exporting.Flattening;

/// <summary>Names of values that some widgets tell apart by position only.</summary>
internal static class PositionalNames
{
    private static readonly byte[][] Score = ["Score"u8.ToArray()];
    private static readonly byte[][] ScoreAndUsers = ["Score"u8.ToArray(), "UserCount"u8.ToArray()];
    private static readonly byte[][] PercentageAndCount = ["Percentage"u8.ToArray(), "Count"u8.ToArray()];

    private static readonly Dictionary<string, byte[][]> ByWidgetType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HumanRiskScoreforHighestRiskUsersWidget"] = Score,
        ["HumanRiskScoreforHighestRiskDepartmentsWidget"] = ScoreAndUsers,
        ["HumanRiskScoreforHighestRiskCompaniesWidget"] = ScoreAndUsers,
        ["TotalReportedSuspiciousEmailsAndPercentageWidget"] = PercentageAndCount,
    };

    /// <summary>Names (UTF-8) in the order of the values; empty for all other widgets.</summary>
    public static IReadOnlyList<byte[]> Of(string? widgetType) =>
        widgetType is not null && ByWidgetType.TryGetValue(widgetType, out var names) ? names : [];
}
