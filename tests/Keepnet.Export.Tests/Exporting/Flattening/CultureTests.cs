using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public sealed class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task Lines_are_the_same_under_every_culture(string name)
    {
        const string widget = """{"WIDGETDATAS":[{"DATE":"01/06/2026 23:30","VALUES":[{"VALUE":"-1.5%","TITLE":1}],"TABLEVALUES":[{"i":1}]}],"RESOURCEID":"I","WIDGETTYPE":"HUMANRISKSCOREFORHIGHESTRISKUSERSWIDGET"}""";
        var expected = await Flattening.OfWidgetAsync(widget);

        using var culture = new CultureScope(name);
        var actual = await Flattening.OfWidgetAsync(widget);

        Assert.Equal(expected.Metrics, actual.Metrics);
        Assert.Equal(expected.Tables, actual.Tables);
        Assert.Contains("\"date\":\"2026-06-01T23:30:00\",\"name\":\"Score\",\"value\":-1.5,", actual.Metrics[0], StringComparison.Ordinal);
    }
}
