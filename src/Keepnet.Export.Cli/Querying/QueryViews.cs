namespace Keepnet.Export.Cli.Querying;

/// <summary>The views of a store; <c>docs/consumers.md</c> lists their columns.</summary>
internal static class QueryViews
{
    private static readonly string[] Origin =
    [
        "run_id VARCHAR", "company_id VARCHAR", "company_name VARCHAR", "period VARCHAR", "source VARCHAR", "report_id VARCHAR", "widget_id VARCHAR",
        "widget_type VARCHAR", "widget_name VARCHAR", "chart_type VARCHAR", "point BIGINT", "date_raw VARCHAR", "date VARCHAR",
    ];

    private const string OriginColumns = """
        run_id, company_id, company_name, period, source, report_id, widget_id, widget_type, widget_name, chart_type, point, date_raw,
        TRY_CAST(date AS TIMESTAMP) AS date
        """;

    public static QueryView Metrics { get; } = new(
        "metrics",
        [.. Origin, "name VARCHAR", "label VARCHAR", "value JSON", "value_raw VARCHAR", "dimensions JSON"],
        $"{OriginColumns}, name, label, TRY_CAST(value AS DOUBLE) AS value, value_raw, dimensions");

    public static QueryView Tables { get; } = new(
        "tables",
        [.. Origin, "row BIGINT", "cells JSON", "columns JSON"],
        $"""{OriginColumns}, "row", cells, "columns" """);

    /// <summary>Exports that <c>latest.json</c> points to.</summary>
    public static QueryView Latest { get; } = new("latest", ["period VARCHAR", "folder VARCHAR", "manifest JSON"], """
        manifest->>'$.companyId' AS company_id,
        manifest->>'$.companyName' AS company_name,
        period,
        TRY_CAST(manifest->>'$.period.from' AS DATE) AS period_from,
        TRY_CAST(manifest->>'$.period.to' AS DATE) AS period_to,
        manifest->>'$.runId' AS run_id,
        manifest->>'$.outcome' AS outcome,
        manifest->>'$.code' AS code,
        manifest->>'$.reason' AS reason,
        TRY_CAST(manifest->>'$.startedAt' AS TIMESTAMP) AS started_at,
        TRY_CAST(manifest->>'$.finishedAt' AS TIMESTAMP) AS finished_at,
        manifest->>'$.privacy' AS privacy,
        TRY_CAST(manifest->>'$.widgets.requested' AS BIGINT) AS widgets_requested,
        TRY_CAST(manifest->>'$.widgets.returned' AS BIGINT) AS widgets_returned,
        TRY_CAST(manifest->>'$.widgets.empty' AS BIGINT) AS widgets_empty,
        CAST(json_array_length(manifest, '$.widgets.failed') AS BIGINT) AS widgets_failed,
        TRY_CAST(manifest->>'$.reports.listed' AS BIGINT) AS reports_listed,
        CAST(json_array_length(manifest, '$.warnings') AS BIGINT) AS warnings,
        folder,
        manifest
        """);

    public static QueryView Companies { get; } = new("companies", ["run_id VARCHAR", "company_id VARCHAR", "company_name VARCHAR", "company JSON"], """
        company_id,
        company_name,
        run_id,
        company->>'$.resellerName' AS reseller_name,
        company->>'$.industryName' AS industry_name,
        company->>'$.licenseTypeName' AS licence_type,
        TRY_CAST(company->>'$.licenceExpired' AS BOOLEAN) AS licence_expired,
        company->>'$.licenseEndDate' AS licence_end_raw,
        TRY_CAST(company->>'$.numberOfUsers' AS BIGINT) AS licensed_users,
        TRY_CAST(company->>'$.targetUserCount' AS BIGINT) AS target_users,
        TRY_CAST(company->>'$.monthlyActiveUserCount' AS BIGINT) AS monthly_active_users,
        TRY_CAST(company->>'$.privacyDurationId' AS BIGINT) AS privacy_duration_id,
        company->'$.tags' AS tags,
        company
        """);

    public static QueryView Runs { get; } = new("runs", ["listing JSON", "plan JSON", "summary JSON"], """
        listing->>'$.runId' AS run_id,
        listing->>'$.trigger' AS trigger,
        listing->>'$.period' AS period,
        TRY_CAST(listing->>'$.requestedAt' AS TIMESTAMP) AS requested_at,
        TRY_CAST(summary->>'$.startedAt' AS TIMESTAMP) AS started_at,
        TRY_CAST(summary->>'$.finishedAt' AS TIMESTAMP) AS finished_at,
        TRY_CAST(listing->>'$.finished' AS BOOLEAN) AS finished,
        listing->>'$.outcome' AS outcome,
        TRY_CAST(summary->>'$.complete' AS BOOLEAN) AS complete,
        TRY_CAST(listing->>'$.companies.expected' AS BIGINT) AS expected,
        TRY_CAST(listing->>'$.companies.succeeded' AS BIGINT) AS succeeded,
        TRY_CAST(listing->>'$.companies.partial' AS BIGINT) AS partial,
        TRY_CAST(listing->>'$.companies.skipped' AS BIGINT) AS skipped,
        TRY_CAST(listing->>'$.companies.failed' AS BIGINT) AS failed,
        TRY_CAST(summary->>'$.apiCalls' AS BIGINT) AS api_calls,
        TRY_CAST(summary->>'$.bytes' AS BIGINT) AS bytes,
        TRY_CAST(summary->>'$.seconds' AS DOUBLE) AS seconds,
        plan,
        summary
        """);

    public static QueryView Changes { get; } = new(
        "changes",
        [
            "run_id VARCHAR", "company_id VARCHAR", "company_name VARCHAR", "period VARCHAR", "previous_run_id VARCHAR", "source VARCHAR",
            "widget_id VARCHAR", "widget_type VARCHAR", "report_id VARCHAR", "change VARCHAR", "hash VARCHAR", "manifest VARCHAR",
        ],
        "*");

    /// <summary>The same lines of every complete export, newest or not.</summary>
    public static QueryView AllMetrics { get; } = Metrics with { Name = "all_metrics" };

    public static QueryView AllTables { get; } = Tables with { Name = "all_tables" };

    public static IReadOnlyList<QueryView> All { get; } = [Metrics, Tables, Latest, Companies, Runs, Changes, AllMetrics, AllTables];
}
