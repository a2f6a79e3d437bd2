namespace Keepnet.Export.Exporting.Drift;

/// <summary>
/// The fields Keepnet's OpenAPI file (v1, June 2026) documents of what is exported. <c>dataObject</c>, <c>annotations</c> and
/// the rows of <c>tableValues</c> are untyped there; nothing below them is drift.
/// </summary>
internal static class DocumentedSchema
{
    private static readonly DocumentedObject Value = new("value:number label:string name:string annotations:any");

    private static readonly DocumentedObject TableDefinition = new("label:string name:string");

    private static readonly DocumentedObject WidgetData =
        new DocumentedObject("date:string dataObject:any values:array tableValues:array tableDefinitions:array")
            .With("values", Value)
            .With("tableDefinitions", TableDefinition);

    private static readonly DocumentedObject CatalogueWidget = new DocumentedObject(
        "resourceId:string name:string description:string widgetType:string chartType:string imageUrl:string isSupportManager:boolean")
        .AsWidget("widgetType");

    private static readonly DocumentedObject Metric =
        new DocumentedObject("name:string widgets:array").With("widgets", CatalogueWidget);

    public static DocumentedObject Widget { get; } = new DocumentedObject(
        "resourceId:string name:string description:string chartType:string widgetType:string widgetDatas:array")
        .With("widgetDatas", WidgetData)
        .AsWidget("widgetType");

    public static DocumentedObject Report { get; } = new(
        "resourceId:string companyId:number name:string isEditable:boolean isDeletable:boolean description:string isSupportManager:boolean");

    // The front end of Keepnet sends the period as a number, so the API may well answer with one.
    public static DocumentedObject ReportDetail { get; } = new DocumentedObject(
        "resourceId:string companyId:number name:string companyName:string description:string dateCreated:string widgetLayout:string"
        + " widgets:array datePeriod:string|number dateRange:string startDate:string endDate:string isSupportManager:boolean")
        .With("widgets", Widget);

    public static DocumentedObject Catalogue { get; } = new DocumentedObject("metrics:array").With("metrics", Metric);

    // Companies are kept without children, which are companies of their own. A number of users is a string in the schema and a
    // number in examples of the same vendor.
    public static DocumentedObject Company { get; } = new DocumentedObject(
        "companyName:string companyResourceId:string resellerName:string industryName:string industryResourceId:string"
        + " licenseTypeName:string licenseTypeResourceId:string isNumberOfUsersLimited:boolean numberOfUsers:string|number"
        + " privacyDurationId:number licenceExpired:boolean licenseEndDate:string createTime:string targetUserCount:number children:array"
        + " tags:array deletedTargetUserCount:number inactiveTargetUserCount:number monthlyActiveUserCount:number")
        .Optional("children");
}
