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

    [Fact]
    public void Values_of_another_kind_than_documented_are_changes()
    {
        ObserveWidget("""{"resourceId":7,"widgetDatas":[{"date":{"y":2026},"values":[{"value":"high","label":false},{"value":true}],"tableDefinitions":[]}]}""");

        Assert.Equal(
            [
                new ChangedField("widgets[].resourceId", "string", "number"),
                new ChangedField("widgets[].widgetDatas[].date", "string", "object"),
                new ChangedField("widgets[].widgetDatas[].values[].label", "string", "boolean"),
                new ChangedField("widgets[].widgetDatas[].values[].value", "number", "string|boolean"),
            ],
            _drift.Changed);
    }

    [Fact]
    public void Lists_that_are_none_and_elements_that_are_no_objects_are_changes()
    {
        ObserveWidget("""{"widgetDatas":[{"values":{"value":1}},5,null,{"values":[3,{"value":1}]}]}""");

        Assert.Equal(
            [
                new ChangedField("widgets[].widgetDatas[]", "object", "number"),
                new ChangedField("widgets[].widgetDatas[].values", "array", "object"),
                new ChangedField("widgets[].widgetDatas[].values[]", "object", "number"),
            ],
            _drift.Changed);
    }

    [Theory]
    [InlineData("""{"resourceId":null,"widgetDatas":null,"name":null}""")]
    [InlineData("""{"widgetDatas":[{"date":null,"values":null,"tableValues":null},null]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":"12.50%","label":null},{"value":"7"},{"value":"-0.5"},{"value":""},{"value":null}]}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":"text"},{"dataObject":[1]},{"dataObject":true,"values":[{"annotations":5}]}]}""")]
    public void Nulls_numbers_in_strings_and_untyped_fields_are_no_change(string json)
    {
        ObserveWidget(json);

        Assert.Empty(_drift.Changed);
    }

    [Theory]
    [InlineData("\"250\"")]
    [InlineData("250")]
    [InlineData("null")]
    public void The_number_of_users_comes_either_way(string value)
    {
        _drift.ObserveCompany(Encoding.UTF8.GetBytes($$"""{"numberOfUsers":{{value}}}"""));

        Assert.Empty(_drift.Changed);
    }

    [Fact]
    public void Widget_types_are_collected_from_widgets_reports_and_catalogue()
    {
        var report = new TextJsonSource("""{"widgets":[{"widgetType":"simulationcoveragewidget"},{"widgetType":"EmptyWidget"},{"widgetType":5}]}""");
        var catalogue = new TextJsonSource("""{"metrics":[{"widgets":[{"widgetType":"FreshWidget"},{"widgetType":null},{"widgetType":"ida@example.test"}]}]}""");

        ObserveWidget("""{"widgetType":"SimulationCoverageWidget"}""");
        _drift.ObserveReportDetail(report, report.Whole);
        _drift.ObserveCatalogue(catalogue, catalogue.Whole);

        Assert.Equal(["*", "EmptyWidget", "FreshWidget", "SimulationCoverageWidget"], _drift.Report.WidgetTypes);
        Assert.Equal(["*", "FreshWidget"], _drift.Report.NewWidgetTypes);
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
