namespace Keepnet.Export.Tests.Support;

/// <summary>Three companies with a widget each, whose figures no other company has.</summary>
internal static class ThreeCompanies
{
    public const string One = "Company00001";
    public const string Two = "Company00002";
    public const string Three = "Company00003";

    public static ScriptedKeepnet NewApi() => new()
    {
        Companies = $$"""[{"companyResourceId":"{{One}}","companyName":"One"},{"companyResourceId":"{{Two}}","companyName":"Two"},{"companyResourceId":"{{Three}}","companyName":"Three"}]""",
        Catalogue = """{"metrics":[{"name":"g","widgets":[{"resourceId":"w1"}]}]}""",
    };

    public static bool IsWidgets(string path) => path.EndsWith("/get-widget-datas", StringComparison.Ordinal);

    /// <summary>The company's answer to <c>get-widget-datas</c>.</summary>
    public static string WidgetsOf(string company) =>
        $$"""[{"resourceId":"w1","widgetType":"T","widgetDatas":[{"values":[{"value":{{NumberOf(company)}}},{"value":7{{NumberOf(company)}}}]}]}]""";

    /// <summary>A figure that only this company has.</summary>
    public static int NumberOf(string company) => 1100 + company[^1] - '0';
}
