namespace Keepnet.Export.Tests.Exporting.Flattening;

public class ExampleAnswerTests
{
    private const string RiskScores = """
        {"resourceId":"Tg7mQ2vXw9Lc","name":"Phishing Risk Score Across Industries","description":"Score against the sector","chartType":"Line","widgetType":"PhishingRiskScoreAcrossIndustriesWidget","widgetDatas":[
           {"date":"01/05/2026 00:00","dataObject":null,"values":[{"value":23,"label":"Company Phishing Risk Score","name":null,"annotations":{"definition":"Peak"}},{"value":18,"label":"Industry Avg (Logistics)","name":null,"annotations":null},{"value":21,"label":"All Industry Avg","name":null,"annotations":null}],"tableValues":null,"tableDefinitions":null},
           {"date":"01/06/2026 00:00","dataObject":null,"values":[{"value":17,"label":"Company Phishing Risk Score","name":null,"annotations":null}],"tableValues":null,"tableDefinitions":null}]}
        """;

    private const string Users = """
        {"resourceId":"Hd2pF6kNb3Ve","name":"Users with Highest Risk Scores","description":"Top of the list","chartType":"Bar","widgetType":"HumanRiskScoreforHighestRiskUsersWidget","widgetDatas":[
           {"date":null,"dataObject":{"fullName":"Ida Sørli","email":"ida.sorli@example.test","department":"Dispatch"},"values":[{"value":81,"label":"Score","name":"RiskScore","annotations":null}],"tableValues":null,"tableDefinitions":null}]}
        """;

    private const string Departments = """
        {"resourceId":"Xr1aM5zGu7Oi","name":"Department overview","description":null,"chartType":"Table","widgetType":"DepartmentOverviewWidget","widgetDatas":[
           {"date":null,"dataObject":null,"values":null,"tableDefinitions":[{"label":"Department","name":"department"},{"label":"Risk Score","name":"riskScore"}],"tableValues":[{"department":"Dispatch","riskScore":"44.5%"},{"department":null,"riskScore":12}]}]}
        """;

    [Fact]
    public async Task A_chart_gives_a_line_per_value_with_its_date()
    {
        var flattening = await Flattening.OfWidgetAsync(RiskScores);

        const string widget = Flattening.Start + "\"widget_id\":\"Tg7mQ2vXw9Lc\",\"widget_type\":\"PhishingRiskScoreAcrossIndustriesWidget\","
            + "\"widget_name\":\"Phishing Risk Score Across Industries\",\"chart_type\":\"Line\",";
        const string may = widget + "\"point\":0,\"date_raw\":\"01/05/2026 00:00\",\"date\":\"2026-05-01T00:00:00\",";
        const string june = widget + "\"point\":1,\"date_raw\":\"01/06/2026 00:00\",\"date\":\"2026-06-01T00:00:00\",";
        Assert.Equal(
            [
                may + "\"label\":\"Company Phishing Risk Score\",\"value\":23}",
                may + "\"label\":\"Industry Avg (Logistics)\",\"value\":18}",
                may + "\"label\":\"All Industry Avg\",\"value\":21}",
                june + "\"label\":\"Company Phishing Risk Score\",\"value\":17}",
            ],
            flattening.Metrics);
        Assert.Empty(flattening.Tables);
        Assert.Empty(flattening.Warnings);
    }

    [Fact]
    public async Task A_dataObject_becomes_dimensions()
    {
        var flattening = await Flattening.OfWidgetAsync(Users);

        Assert.Equal(
            Flattening.Start + "\"widget_id\":\"Hd2pF6kNb3Ve\",\"widget_type\":\"HumanRiskScoreforHighestRiskUsersWidget\","
            + "\"widget_name\":\"Users with Highest Risk Scores\",\"chart_type\":\"Bar\",\"point\":0,\"name\":\"RiskScore\",\"label\":\"Score\",\"value\":81,"
            + "\"dimensions\":{\"fullName\":\"Ida Sørli\",\"email\":\"ida.sorli@example.test\",\"department\":\"Dispatch\"}}",
            Assert.Single(flattening.Metrics));
    }

    [Fact]
    public async Task A_table_gives_a_line_per_row_with_its_columns()
    {
        var flattening = await Flattening.OfWidgetAsync(Departments);

        const string table = Flattening.Start + "\"widget_id\":\"Xr1aM5zGu7Oi\",\"widget_type\":\"DepartmentOverviewWidget\","
            + "\"widget_name\":\"Department overview\",\"chart_type\":\"Table\",\"point\":0,";
        const string columns = ",\"columns\":{\"department\":\"Department\",\"riskScore\":\"Risk Score\"}}";
        Assert.Equal(
            [
                table + "\"row\":0,\"cells\":{\"department\":\"Dispatch\",\"riskScore\":\"44.5%\"}" + columns,
                table + "\"row\":1,\"cells\":{\"department\":null,\"riskScore\":12}" + columns,
            ],
            flattening.Tables);
        Assert.Empty(flattening.Metrics);
        Assert.Equal((0, 2), (flattening.Flattener.MetricLines, flattening.Flattener.TableLines));
    }
}
