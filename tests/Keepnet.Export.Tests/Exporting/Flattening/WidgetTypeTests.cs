namespace Keepnet.Export.Tests.Exporting.Flattening;

public class WidgetTypeTests
{
    [Theory]
    [InlineData("PhishingRiskScoreAcrossIndustriesWidget", """{"date":"01/06/2026 00:00","values":[{"value":23,"label":"Company Phishing Risk Score"}]}""", "/Company Phishing Risk Score=23")]
    [InlineData("IndustryPhishingRiskScoreWidget", """{"dataObject":{"name":"Spring","phishingType":"Quishing","riskScore":12.5,"totalScanQRCount":4},"values":[{"value":12,"name":"RiskScore"},{"value":30,"name":"IndustryAverage"}]}""", "RiskScore/=12 IndustryAverage/=30 riskScore/=12.5 totalScanQRCount/=4")]
    [InlineData("PhishingDwellTimeAndQuickestResponseTimeWidget", """{"dataObject":{"name":"Spring"},"values":[{"value":17,"name":"AverageDwellTime"},{"value":1,"name":"QuickestResponse"}]}""", "AverageDwellTime/=17 QuickestResponse/=1")]
    [InlineData("PhishingDwellTimeDistributionWidget", """{"dataObject":{"ActionRange":"0-5"},"values":[{"value":40,"name":"Percentage"},{"value":17,"name":"AverageDwellTime"}]}""", "Percentage/=40 AverageDwellTime/=17")]
    [InlineData("PhishingSimulationEngagementReportingTrendsWidget", """{"date":"01/06/2026 00:00","values":[{"value":3,"label":"Users Who Clicked And Reported (%)"}]}""", "/Users Who Clicked And Reported (%)=3")]
    [InlineData("ResponseTimesToPhishingActionsWidget", """{"dataObject":{"ActionRange":"10"},"values":[{"value":2,"name":"Clicked"},{"value":9,"name":"industryAverageClickTime"}]}""", "Clicked/=2 industryAverageClickTime/=9")]
    [InlineData("HumanRiskScoreforHighestRiskUsersWidget", """{"dataObject":{"fullName":"x"},"values":[{"value":81},{"value":7}]}""", "Score/=81 /=7")]
    [InlineData("HumanRiskScoreforHighestRiskDepartmentsWidget", """{"dataObject":{"department":"x"},"values":[{"value":81,"name":null},{"value":5,"name":""},{"value":6}]}""", "Score/=81 UserCount/=5 /=6")]
    [InlineData("HumanRiskScoreforHighestRiskCompaniesWidget", """{"dataObject":{"Company":"x"},"values":[{"value":81,"label":"L"},{"value":5,"name":"Own"}]}""", "Score/L=81 Own/=5")]
    [InlineData("humanriskscoreforhighestriskcompanieswidget", """{"values":[81,5]}""", "Score/=81 UserCount/=5")]
    [InlineData("RepeatOffendersUsersThresholdWidget", """{"values":[{"value":3,"name":"CountRepeatOffender"},{"value":40,"name":"CountSimulated"}]}""", "CountRepeatOffender/=3 CountSimulated/=40")]
    [InlineData("RepeatOffendersUsersRateWidget", """{"values":[{"value":7,"name":"RepeatOffenderPercentage"},{"value":5,"name":"PLA"}]}""", "RepeatOffenderPercentage/=7 PLA/=5")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"value":7,"name":"CountSimulated"},{"value":"93%","name":"NonSimulatedPercentage"}]}""", "CountSimulated/=7 NonSimulatedPercentage/=93")]
    [InlineData("TotalReportedSuspiciousEmailsAndPercentageWidget", """{"dataObject":{"ActionRange":"Simulation"},"values":[{"value":60},{"value":12}],"sourceBreakdown":{"incidentResponderCount":4}}""", "Percentage/=60 Count/=12 sourceBreakdown.incidentResponderCount/=4")]
    [InlineData("ImpactOfPhishingAwarenessTrainingWidget", """{"date":"01/08/2025 00:00","values":[{"value":60,"name":"Percentage","annotations":{"definition":"Best"}},{"value":12,"name":"IndustryAverage"}]}""", "Percentage/=60 IndustryAverage/=12")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"value":60,"name":"Completed"},{"value":12,"name":"CompletedCount"}]}""", "Completed/=60 CompletedCount/=12")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"dataObject":{"name":"c","overallScore":3.4,"bands":[{"label":"Low","from":0,"to":2}],"enrollments":[{"enrollmentId":"e","participantCount":8}]},"values":[{"value":340,"label":"OverallScoreX100"}]}""", "/OverallScoreX100=340 overallScore/=3.4 bands[0].from/=0 bands[0].to/=2 enrollments[0].participantCount/=8")]
    [InlineData("PhishingActivityWidget", """{"date":"01/06/2026 00:00","values":[{"value":60,"label":"Delivered"},{"value":12,"label":"RiskyActions"}]}""", "/Delivered=60 /RiskyActions=12")]
    [InlineData("TrainingEnrollmentActivityWidget", """{"date":"01/06/2026 00:00","values":[{"value":60,"label":"Total"}]}""", "/Total=60")]
    [InlineData("SomethingNewWidget", """{"values":[{"value":60,"unit":{"scale":10}}]}""", "/=60 values[0].unit.scale/=10")]
    public async Task Every_widget_type_flattens_by_its_shape(string type, string point, string expected)
    {
        var flattening = await Flattening.OfWidgetAsync($$"""{"widgetDatas":[{{point}}],"widgetType":"{{type}}"}""");

        Assert.Equal(expected, string.Join(' ', flattening.MetricObjects.Select(line => $"{line["name"]}/{line["label"]}={line["value"]!.ToJsonString()}")));
        Assert.DoesNotContain(flattening.Warnings, warning => !warning.Contains("values is not an object", StringComparison.Ordinal));
    }
}
