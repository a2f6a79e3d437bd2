namespace Keepnet.Simulator;

/// <summary>The operations of the API that the tenant answers.</summary>
public enum Operation
{
    Token,
    CompanySearch,
    MyCompanies,
    ReportSearch,
    Catalogue,
    ReportDetail,
    WidgetData,
}
