using System.Text.Json;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Widgets;

public class LayoutReaderTests
{
    [Fact]
    public void Ids_come_from_the_widgets_and_the_layout_each_once()
    {
        const string layout = """[{"x":0,"resourceId":"B"},{"key":"EmptyWidget"},{"ResourceId":"C \u00e9"},{"resourceId":""},{"resourceId":null}]""";

        var read = Read($$"""{"widgetLayout":{{JsonSerializer.Serialize(layout)}},"widgets":[{"resourceId":"A","widgetDatas":[{"resourceId":"X"}]},{"resourceId":"B"},{"resourceId":" "}],"datePeriod":"Custom","startDate":"01/04/2026 00:00","endDate":null}""");

        Assert.Equal(["A", "B", "C é"], read.WidgetIds);
        Assert.Equal(("Custom", "01/04/2026 00:00", null), (read.DatePeriod, read.StartDate, read.EndDate));
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("null", "is missing")]
    [InlineData("\"\"", "is blank")]
    [InlineData("\" \\n\"", "is blank")]
    [InlineData("\"[{\"", "is not valid JSON")]
    [InlineData("\"{}\"", "is not an array")]
    [InlineData("\"[] ]\"", "is not valid JSON")]
    [InlineData("\"[\\ud83d]\"", "is not valid Unicode")]
    [InlineData("5", "is not a text")]
    public void A_broken_layout_is_a_warning(string layout, string problem)
    {
        var read = Read($$"""{"widgets":[{"resourceId":"A"}],"widgetLayout":{{layout}}}""");

        Assert.Equal(["A"], read.WidgetIds);
        Assert.Equal($"Report R: its layout {problem}.", Assert.Single(read.Warnings));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"widgets":"none","widgetLayout":"[5,null,[]]","datePeriod":{},"startDate":5}""")]
    [InlineData("""{"widgets":[null,5,{"resourceId":true},{}],"widgetLayout":"[]"}""")]
    public void No_shape_fails(string json)
    {
        var read = Read(json);

        Assert.Empty(read.WidgetIds);
        Assert.NotEmpty(read.Warnings);
    }

    [Fact]
    public void A_layout_that_comes_unpacked_is_read_too()
    {
        Assert.Equal(["A"], Read("""{"widgetLayout":[{"resourceId":"A"}]}""").WidgetIds);
    }

    private static ReportLayout Read(string json)
    {
        var source = new TextJsonSource(json);
        return LayoutReader.Read(source, source.Whole with { ResourceId = "R" });
    }
}
