namespace Keepnet.Export.Tests.Exporting.Flattening;

public class TableTests
{
    [Fact]
    public async Task Rows_count_from_zero_in_each_table()
    {
        var flattening = await Flattening.OfPointAsync(
            """{"tableValues":[{"a":1},{"a":2}]},{"date":"2026-05-01T23:30:00+03:00","tableValues":[{"a":3}],"tableDefinitions":[{"name":"a","label":"A"}]},{"tableValues":[{"a":4}]}""");

        Assert.Equal(
            [
                "\"point\":0,\"row\":0,\"cells\":{\"a\":1}}",
                "\"point\":0,\"row\":1,\"cells\":{\"a\":2}}",
                "\"point\":1,\"date_raw\":\"2026-05-01T23:30:00+03:00\",\"date\":\"2026-05-01T23:30:00\",\"row\":0,\"cells\":{\"a\":3},\"columns\":{\"a\":\"A\"}}",
                "\"point\":2,\"row\":0,\"cells\":{\"a\":4}}",
            ],
            flattening.Tables.ConvertAll(line => line[line.IndexOf("\"point\"", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task Cells_are_as_sent()
    {
        const string cells = """{"n":1.50,"big":1e400,"zero":-0,"text":"=1+1 \u00e9 \ud83d","deep":{"tableValues":[{"x":[1]}]},"none":null,"n":2}""";

        var flattening = await Flattening.OfPointAsync($$"""{"tableValues":[{{cells}},{}]}""");

        Assert.EndsWith($"\"row\":0,\"cells\":{cells}}}", flattening.Tables[0], StringComparison.Ordinal);
        Assert.EndsWith("\"row\":1,\"cells\":{}}", flattening.Tables[1], StringComparison.Ordinal);
        Assert.Empty(flattening.Metrics);
        Assert.Empty(flattening.Warnings);
    }

    [Theory]
    [InlineData("""{"TABLEVALUES":[{"a":1}],"tabledefinitions":[{"NAME":"a","Label":"A"}]}""")]
    [InlineData("""{"tableValues":{"a":1},"tableDefinitions":[{"label":"A","name":"a"}]}""")]
    [InlineData("""{"tableValues":[{"a":1}],"tableDefinitions":[null,"a",{"label":"B"},{"name":5},{"name":"a","label":"A"}]}""")]
    public async Task A_table_in_another_shape_is_still_a_table(string point)
    {
        var flattening = await Flattening.OfPointAsync(point);

        Assert.EndsWith("\"row\":0,\"cells\":{\"a\":1},\"columns\":{\"a\":\"A\"}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("[]")]
    public async Task A_table_without_definitions_has_no_columns(string definitions)
    {
        var flattening = await Flattening.OfPointAsync($$"""{"tableValues":[{"a":1}],"tableDefinitions":{{definitions}}}""");

        Assert.EndsWith("\"cells\":{\"a\":1}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_too_large_to_repeat_are_left_out_with_a_warning()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $$"""{"name":"column{{index}}","label":"A"}"""));

        var flattening = await Flattening.OfPointAsync($$"""{"tableValues":[{"a":1}],"tableDefinitions":[{{definitions}}]}""");

        Assert.EndsWith("\"cells\":{\"a\":1}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
        Assert.Contains("columns left out", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }
}
