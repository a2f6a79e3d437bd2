namespace Keepnet.Export.Tests.Exporting.Flattening;

public class ShapeTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("""{"widgetDatas":null}""")]
    [InlineData("""{"widgetDatas":[]}""")]
    [InlineData("""{"widgetDatas":[{}]}""")]
    [InlineData("""{"widgetDatas":[{"date":null,"dataObject":null,"values":null,"tableValues":null,"tableDefinitions":null}]}""")]
    [InlineData("""{"widgetDatas":"none"}""")]
    [InlineData("""{"resourceId":5,"name":{},"widgetType":[1],"widgetDatas":[null,"text",true]}""")]
    [InlineData("""{"widgetDatas":[{"values":[null,[],{"value":[]}],"tableValues":[null],"tableDefinitions":[null,5,{"name":null}]}]}""")]
    public async Task No_shape_fails(string json)
    {
        var flattening = await Flattening.OfWidgetAsync(json);

        Assert.Empty(flattening.Tables);
        Assert.DoesNotContain(flattening.MetricObjects, line => line["value"] is not null);
    }

    [Theory]
    [InlineData("""{"values":5}""", "5")]
    [InlineData("""{"values":{"value":5}}""", "5")]
    [InlineData("""{"values":[5]}""", "5")]
    [InlineData("""{"values":[[5]]}""", "5")]
    [InlineData("""{"values":["5"]}""", "5")]
    [InlineData("""{"dataObject":5}""", "5")]
    [InlineData("""{"dataObject":[{"a":5}]}""", "5")]
    [InlineData("5", "5")]
    [InlineData("[5]", "5")]
    public async Task A_number_in_an_unexpected_place_is_kept_and_warned_of(string point, string digits)
    {
        var flattening = await Flattening.OfPointAsync(point);

        Assert.Equal(digits, Assert.Single(flattening.MetricObjects)["value"]!.ToJsonString());
        Assert.NotEmpty(flattening.Warnings);
    }

    [Fact]
    public async Task A_single_object_instead_of_a_list_of_points_is_one_point()
    {
        var flattening = await Flattening.OfWidgetAsync("""{"resourceId":"W","widgetDatas":{"values":[{"value":5}]}}""");

        Assert.Equal(0, (int)Assert.Single(flattening.MetricObjects)["point"]!);
        Assert.Contains("widgetDatas is not an array", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_nulls_make_one_warning_and_keep_the_count_of_places()
    {
        var nulls = string.Concat(Enumerable.Repeat("null,", 1000));

        var flattening = await Flattening.OfPointAsync($$"""{"values":[{{nulls}}{"value":1}]},{"tableValues":[{{nulls}}{"a":1}]}""");

        Assert.Equal(
            ["Widget W: null among values, passed over (1000 times).", "Widget W: null among tableValues, passed over (1000 times)."],
            flattening.Warnings);
        Assert.Contains("\"row\":1000,", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_are_no_objects_are_kept_as_sent()
    {
        var flattening = await Flattening.OfPointAsync("""{"tableValues":[["Dispatch",1.0],"x"]}""");

        Assert.EndsWith("\"point\":0,\"row\":0,\"cells\":[\"Dispatch\",1.0]}", flattening.Tables[0], StringComparison.Ordinal);
        Assert.EndsWith("\"row\":1,\"cells\":\"x\"}", flattening.Tables[1], StringComparison.Ordinal);
        Assert.Contains("(2 times)", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indented_text_still_gives_one_line_per_row()
    {
        var flattening = await Flattening.OfPointAsync("{\r\n\t\"tableValues\" : [ {\r\n\t\"a\" : {\n \"b\" : 1 } } ]\n}");

        Assert.EndsWith("\"row\":0,\"cells\":{\t\"a\" : { \"b\" : 1 } }}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Values":[{"Value":1,"NAME":"n","lABEL":"l"}],"DataObject":{"Company":"c"},"DATE":"2026-05-01"}""")]
    [InlineData("""{"dataObject":{"Company":"c"},"date":"2026-05-01","values":[{"label":"l","name":"n","value":1}]}""")]
    [InlineData("""{"values":[{"name":"n","value":1,"label":"l"}],"\u0064ate":"2026-05-01","dataObject":{"Company":"c"}}""")]
    public async Task Order_and_case_of_fields_do_not_matter(string point)
    {
        var flattening = await Flattening.OfWidgetAsync($$"""{"WidgetDatas":[{{point}}],"WidgetType":"T","Name":"N","ResourceId":"W"}""");

        Assert.Equal(
            Flattening.Start + "\"widget_id\":\"W\",\"widget_type\":\"T\",\"widget_name\":\"N\",\"chart_type\":null,\"point\":0,"
            + "\"date_raw\":\"2026-05-01\",\"date\":\"2026-05-01\",\"name\":\"n\",\"label\":\"l\",\"value\":1,\"dimensions\":{\"Company\":\"c\"}}",
            Assert.Single(flattening.Metrics));
    }

    [Fact]
    public async Task Definitions_after_their_rows_still_name_the_columns()
    {
        var flattening = await Flattening.OfPointAsync("""{"tableValues":[{"a":1}],"tableDefinitions":[{"name":"a","label":"A"},{"name":"b","label":null}]}""");

        Assert.EndsWith("\"cells\":{\"a\":1},\"columns\":{\"a\":\"A\",\"b\":null}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_field_is_warned_of()
    {
        var flattening = await Flattening.OfPointAsync("""{"values":[{"value":1,"Value":2}]}""");

        Assert.Equal(2, (int)Assert.Single(flattening.MetricObjects)["value"]!);
        Assert.Contains("comes twice", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_without_a_name_says_null()
    {
        var flattening = new Flattening(companyName: null);

        await flattening.AddWidgetAsync("""{"widgetDatas":[{"values":[{"value":1}]}]}""");

        Assert.Contains("\"company_name\":null,", Assert.Single(flattening.Metrics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_company_name_makes_valid_lines()
    {
        const char halfOfAPair = '\ud83d';
        var flattening = new Flattening(companyName: $"Havuz \"Müzik\"\nA.Ş. 😀 {halfOfAPair}");

        await flattening.AddWidgetAsync("""{"widgetDatas":[{"values":[{"value":1}]}]}""");

        Assert.Equal("Havuz \"Müzik\"\nA.Ş. 😀 \ufffd", (string?)Assert.Single(flattening.MetricObjects)["company_name"]);
    }

    [Theory]
    [InlineData("""{"tableValues":[null]}""")]
    [InlineData("""{"values":[null]}""")]
    [InlineData("null")]
    public async Task A_canceled_export_stops_even_where_there_is_nothing_to_write(string point)
    {
        var source = new Json.TextJsonSource($$"""{"widgetDatas":[{{point}}]}""");
        var canceled = new CancellationToken(canceled: true);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new Flattening().Flattener.FlattenWidgetAsync(source, source.Whole, canceled));
    }
}
