using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Changes;

public sealed class ContentHashTests
{
    private const string Widget = """{"resourceId":"w1","name":"Ä","widgetDatas":[{"values":[{"value":1.50,"name":null},{"value":2,"name":"n"}]},{}]}""";

    [Theory]
    [InlineData("""{"widgetDatas":[{"values":[{"name":null,"value":1.50},{"value":2,"name":"n"}]},{}],"name":"Ä","resourceId":"w1"}""")]
    [InlineData("""{ "resourceId" : "w1", "name":"Ä", "widgetDatas": [ {"values":[{"value":1.50,"name":null}, {"value":2,"name":"n"}]}, { } ] }""")]
    [InlineData("""{"resourceId":"w1","n\u0061me":"\u00C4","widgetDatas":[{"values":[{"value":1.50,"name":null},{"value":2,"name":"\u006e"}]},{}]}""")]
    [InlineData("""{"name":"Ä","widgetDatas":[{"values":[{"value":1.50,"name":null},{"value":2,"name":"n"}]},{}]}""")]
    public void Is_the_same_whatever_the_order_of_fields_white_space_escapes_and_the_own_id(string other) =>
        Assert.Equal(Hash(Widget), Hash(other));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1.50", "\"1.50\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("\"n\"", "\"N\"")]
    [InlineData("\"n\"", "[\"n\"]")]
    [InlineData(",{}]", "]")]
    [InlineData(",{}]", ",[]]")]
    [InlineData("\"widgetDatas\"", "\"widgetdatas\"")]
    [InlineData("{\"value\":1.50,\"name\":null},{\"value\":2,\"name\":\"n\"}", "{\"value\":2,\"name\":\"n\"},{\"value\":1.50,\"name\":null}")]
    [InlineData("{\"value\":1.50,\"name\":null},{\"value\":2,\"name\":\"n\"}", "{\"value\":2,\"name\":null},{\"value\":1.50,\"name\":\"n\"}")]
    [InlineData("\"value\":2,", "\"value\":2,\"resourceId\":\"x\",")]
    public void Differs_when_anything_else_does(string part, string other)
    {
        Assert.Contains(part, Widget, StringComparison.Ordinal);

        Assert.NotEqual(Hash(Widget), Hash(Widget.Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Does_not_depend_on_the_pieces_it_is_read_in() => Assert.Equal(Hash(Widget), Hash(Widget, piece: 1));

    [Fact]
    public void Reads_any_json()
    {
        string[] values = ["{}", "[]", "null", "true", "false", "0", "1", "\"\"", "\"0\"", "\"\\ud800\"", "[[]]", "[{}]", "[null]", "[0,0]", "[0]"];

        Assert.Equal(values.Length, values.Select(value => Hash(value)).Distinct().Count());
        Assert.All(values, value => Assert.Matches("^[0-9a-f]{32}$", Hash(value)));
    }

    [Fact]
    public void Never_changes_from_version_to_version() =>
        Assert.Equal("05b67638af6af818141fa6aa0fd4ab2f", Hash(Widget));

    private static string Hash(string json, int piece = int.MaxValue)
    {
        var source = new TextJsonSource(json, piece);
        return ContentHash.Of(source, source.Whole);
    }
}
