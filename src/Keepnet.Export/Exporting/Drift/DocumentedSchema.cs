namespace Keepnet.Export.Exporting.Drift;

/// <summary>
/// The fields Keepnet's OpenAPI file (v1, June 2026) documents of what is exported. <c>dataObject</c>, <c>annotations</c> and
/// the rows of <c>tableValues</c> are untyped there; nothing below them is drift.
/// </summary>
internal static class DocumentedSchema
{
    private static readonly DocumentedObject Value = new("value label name annotations");

    private static readonly DocumentedObject TableDefinition = new("label name");

    private static readonly DocumentedObject WidgetData = new DocumentedObject("date dataObject values tableValues tableDefinitions")
        .With("values", Value)
        .With("tableDefinitions", TableDefinition);

    private static readonly DocumentedObject CatalogueWidget =
        new("resourceId name description widgetType chartType imageUrl isSupportManager");

    private static readonly DocumentedObject Metric = new DocumentedObject("name widgets").With("widgets", CatalogueWidget);

    public static DocumentedObject Widget { get; } =
        new DocumentedObject("resourceId name description chartType widgetType widgetDatas").With("widgetDatas", WidgetData);

    public static DocumentedObject Report { get; } = new("resourceId companyId name isEditable isDeletable description isSupportManager");

    public static DocumentedObject ReportDetail { get; } = new DocumentedObject(
        "resourceId companyId name companyName description dateCreated widgetLayout widgets datePeriod dateRange startDate endDate isSupportManager")
        .With("widgets", Widget);

    public static DocumentedObject Catalogue { get; } = new DocumentedObject("metrics").With("metrics", Metric);

    // Companies are kept without children, which are companies of their own.
    public static DocumentedObject Company { get; } = new DocumentedObject(
        "companyName companyResourceId resellerName industryName industryResourceId licenseTypeName licenseTypeResourceId"
        + " isNumberOfUsersLimited numberOfUsers privacyDurationId licenceExpired licenseEndDate createTime targetUserCount children tags"
        + " deletedTargetUserCount inactiveTargetUserCount monthlyActiveUserCount")
        .Optional("children");
}
