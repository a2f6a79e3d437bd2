using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Widgets;

public class CatalogueReaderTests
{
    [Fact]
    public void Ids_come_in_the_order_listed_each_once()
    {
        var catalogue = Read("""{"Metrics":[{"name":"Phishing Metrics","widgets":[{"resourceId":"B","name":"x"},{"resourceId":"a"}]},{"Widgets":[{"ResourceId":"A"},{"resourceId":"B"},{"resourceId":""},{"resourceId":null},{}]},{"widgets":null}]}""");

        Assert.Equal(["B", "a", "A"], catalogue.WidgetIds);
        Assert.Empty(catalogue.Warnings);
    }

    [Fact]
    public void An_id_that_is_a_number_is_its_digits()
    {
        Assert.Equal(["5", "1.0"], Read("""{"metrics":[{"widgets":[{"resourceId":5},{"resourceId":1.0},{"resourceId":"5"}]}]}""").WidgetIds);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"metrics":null}""", 0)]
    [InlineData("""{"metrics":[null,{"widgets":[null]}]}""", 0)]
    [InlineData("null", 1)]
    [InlineData("[1]", 1)]
    [InlineData("""{"metrics":{"widgets":[]}}""", 1)]
    [InlineData("""{"metrics":[5,{"widgets":"none"},{"widgets":[5,{"resourceId":[5]}]}]}""", 1)]
    public void No_shape_fails(string json, int warnings)
    {
        var catalogue = Read(json);

        Assert.Empty(catalogue.WidgetIds);
        Assert.Equal(warnings, catalogue.Warnings.Count);
    }

    private static WidgetCatalogue Read(string json)
    {
        var source = new TextJsonSource(json);
        return CatalogueReader.Read(source, source.Whole);
    }
}
