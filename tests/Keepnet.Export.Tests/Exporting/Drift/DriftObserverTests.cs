using System.Text;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Drift;

public class DriftObserverTests
{
    private const string Widget =
        """{"resourceId":"W","name":null,"description":null,"chartType":"Bar","widgetType":"T","widgetDatas":[{"date":null,"dataObject":{"free":1},"values":[{"value":1,"label":null,"name":null,"annotations":{"free":1}}],"tableValues":[{"free":1}],"tableDefinitions":[{"label":"A","name":"a"}]}]}""";

    private readonly DriftObserver _drift = new();

    [Fact]
    public void The_documented_schema_is_no_drift()
    {
        ObserveWidget(Widget);

        Assert.Empty(_drift.Added);
        Assert.Empty(_drift.Gone);
    }

    [Fact]
    public void Unknown_fields_are_added_at_every_documented_depth()
    {
        ObserveWidget("""{"top":{"below":1},"widgetDatas":[{"Zed":1,"sourceBreakdown":{"x":1},"values":[{"unit":"%","VALUE":1}],"tableDefinitions":[{"width":3}]}]}""");
        ObserveWidget("""{"top":1,"widgetDatas":[{"values":[{"unit":"%"},{"unit":"h"}]}]}""");

        Assert.Equal(
            [
                "widgets[].top",
                "widgets[].widgetDatas[].Zed",
                "widgets[].widgetDatas[].sourceBreakdown",
                "widgets[].widgetDatas[].tableDefinitions[].width",
                "widgets[].widgetDatas[].values[].unit",
            ],
            _drift.Added);
    }

    [Fact]
    public void Documented_fields_never_sent_are_gone_as_soon_as_one_object_was()
    {
        ObserveWidget("""{"resourceId":"W","name":"N","Description":"D","widgetDatas":[{"date":null,"values":null}]}""");
        ObserveWidget("""{"widgetType":null}""");

        Assert.Equal(
            [
                "widgets[].chartType",
                "widgets[].widgetDatas[].dataObject",
                "widgets[].widgetDatas[].tableDefinitions",
                "widgets[].widgetDatas[].tableValues",
            ],
            _drift.Gone);
    }

    [Fact]
    public void Every_kind_of_answer_has_its_own_paths()
    {
        var source = new TextJsonSource("""{"foo":1,"widgets":[{"bar":1}],"metrics":[{"widgets":[{"baz":1}]}]}""");

        _drift.ObserveReport(source, source.Whole);
        _drift.ObserveReportDetail(source, source.Whole);
        _drift.ObserveCatalogue(source, source.Whole);
        _drift.ObserveCompany(Encoding.UTF8.GetBytes("""{"modules":[],"companyName":"x"}"""));

        Assert.Equal(
            [
                "catalogue.foo", "catalogue.metrics[].widgets[].baz", "catalogue.widgets", "companies[].modules",
                "reportDetails[].foo", "reportDetails[].metrics", "reportDetails[].widgets[].bar",
                "reports[].foo", "reports[].metrics", "reports[].widgets",
            ],
            _drift.Added);
        Assert.Contains("companies[].companyResourceId", _drift.Gone);
        Assert.DoesNotContain("companies[].children", _drift.Gone);
    }

    [Fact]
    public void Names_that_could_be_personal_are_hidden()
    {
        ObserveWidget($$"""{"ida@example.test":1,"{{new string('é', 65)}}":2,"\ud83d":3,"{{new string('x', 2000)}}":4,"{{new string('é', 64)}}":5}""");

        Assert.Equal(["widgets[].*", "widgets[]." + new string('é', 64)], _drift.Added);
    }

    [Fact]
    public void A_map_does_not_fill_the_list_without_end()
    {
        ObserveWidget("{" + string.Join(',', Enumerable.Range(0, 5_000).Select(index => $"\"key{index}\":1")) + "}");

        Assert.Equal(101, _drift.Added.Count);
        Assert.Equal("…", _drift.Added[^1]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[[{}]]")]
    [InlineData("""{"widgetDatas":{"values":{"value":1}}}""")]
    [InlineData("""{"widgetDatas":[null,5,[[{"x":1}]],{"values":"none"}]}""")]
    public void No_shape_fails(string json)
    {
        ObserveWidget(json);

        Assert.Empty(_drift.Added);
    }

    private void ObserveWidget(string json)
    {
        var source = new TextJsonSource(json);
        _drift.ObserveWidget(source, source.Whole);
    }
}
