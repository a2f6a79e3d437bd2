namespace Keepnet.Export.Tests.Exporting.Flattening;

public class ValueTests
{
    private const string Start = Flattening.Start + "\"widget_id\":\"W\",\"widget_type\":null,\"widget_name\":null,\"chart_type\":null,\"point\":0,";

    [Theory]
    [InlineData("1.10")]
    [InlineData("1e5")]
    [InlineData("1.50E-07")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("0e0")]
    [InlineData("1e400")]
    [InlineData("-1E-400")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("123456789012345678901234567890")]
    public async Task A_number_keeps_its_digits(string digits)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"values":[{"value":{{digits}}}]}""");

        Assert.Equal($"{Start}\"value\":{digits}}}", Assert.Single(flattening.Metrics));
    }

    [Theory]
    [InlineData("44.5%", "44.5")]
    [InlineData("44.5 %", "44.5")]
    [InlineData("%12", "12")]
    [InlineData(" 12 ", "12")]
    [InlineData("-0.50", "-0.50")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("\\u0034\\u0032", "42")]
    public async Task A_number_in_a_string_becomes_a_number_and_keeps_its_text(string text, string digits)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"values":[{"value":"{{text}}"}]}""");

        Assert.Equal($"{Start}\"value\":{digits},\"value_raw\":\"{text}\"}}", Assert.Single(flattening.Metrics));
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,500")]
    [InlineData("1e5")]
    [InlineData("+5")]
    [InlineData("007")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("0x1F")]
    [InlineData("%5%")]
    [InlineData("٤٤")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("%")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("01")]
    [InlineData("-007%")]
    [InlineData("1 000")]
    [InlineData("1.5.2")]
    [InlineData("12,5 %")]
    [InlineData("--1")]
    [InlineData("\u0661\u0662")]
    [InlineData("12\u00a0%")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("=SUM(A1)")]
    [InlineData("a \\\"b\\\" \\u00e9 \\n")]
    [InlineData("\\ud83d alone")]
    public async Task Other_text_is_no_number(string text)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"values":[{"value":"{{text}}"}]}""");

        Assert.Equal($"{Start}\"value\":null,\"value_raw\":\"{text}\"}}", Assert.Single(flattening.Metrics));
        Assert.Empty(flattening.Warnings);
    }

    [Theory]
    [InlineData("null", "\"value\":null}")]
    [InlineData("true", "\"value\":null,\"value_raw\":\"true\"}")]
    [InlineData("false", "\"value\":null,\"value_raw\":\"false\"}")]
    [InlineData("{}", "\"value\":null}")]
    [InlineData("[\"5\"]", "\"value\":null}")]
    public async Task What_is_no_number_at_all_has_no_value(string json, string end)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"values":[{"value":{{json}}}]}""");

        Assert.Equal(Start + end, Assert.Single(flattening.Metrics));
    }

    [Fact]
    public async Task A_value_without_value_still_gives_its_line()
    {
        var flattening = await Flattening.OfPointAsync("""{"values":[{"label":"Delivered"}]}""");

        Assert.Equal(Start + "\"label\":\"Delivered\",\"value\":null}", Assert.Single(flattening.Metrics));
    }

    [Fact]
    public async Task Numbers_inside_a_value_get_lines_with_their_path()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"values":[{"name":"N","value":{"min":1,"all":[2,{"x":3.0}]},"count":4,"annotations":{"deep":[5]}}]}""");

        Assert.Equal(
            [
                Start + "\"name\":\"N\",\"value\":null}",
                Start + "\"name\":\"values[0].value.min\",\"value\":1}",
                Start + "\"name\":\"values[0].value.all[0]\",\"value\":2}",
                Start + "\"name\":\"values[0].value.all[1].x\",\"value\":3.0}",
                Start + "\"name\":\"values[0].annotations.deep[0]\",\"value\":5}",
                Start + "\"name\":\"values[0].count\",\"value\":4}",
            ],
            flattening.Metrics);
    }

    [Fact]
    public async Task Names_and_labels_come_out_as_sent()
    {
        var flattening = await Flattening.OfPointAsync("""{"values":[{"value":1,"label":"Ä \u00c4 \"q\" \ud83d","name":7}]}""");

        Assert.Equal(Start + @"""name"":""7"",""label"":""Ä \u00c4 \""q\"" \ud83d"",""value"":1}", Assert.Single(flattening.Metrics));
    }
}
