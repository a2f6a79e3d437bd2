using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Keepnet.Api.Json;

namespace Keepnet.Api.Tests.Json;

public sealed class JsonCopyTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("""{ "a" : 1.50 , "b":[ 1 , { } , [ ] ],"c":"é\/ \ud800" }""", """{"a":1.50,"b":[1,{},[]],"c":"é\/ \ud800"}""")]
    [InlineData("[\r\n\t1e+2 ,\n{\"x\" :null,\"x\": true}\n]", """[1e+2,{"x":null,"x":true}]""")]
    [InlineData(" \"text\" ", "\"text\"")]
    public void Writes_one_line_with_escapes_and_digits_as_sent(string json, string line) => Assert.Equal(line, LineOf(json));

    [Theory]
    [InlineData("""{"children":[{"children":[]}],"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"Children":null}""", """{"a":1}""")]
    [InlineData("""{"a":{"children":[1]},"children":{"x":[]},"b":2}""", """{"a":{"children":[1]},"b":2}""")]
    [InlineData("""{"childr\u0065n":3}""", "{}")]
    public void Leaves_out_one_property_of_the_outermost_object(string json, string line) => Assert.Equal(line, LineOf(json, "children"));

    [Property(MaxTest = 100)]
    public void A_line_says_the_same_as_the_text(Dictionary<string, int?[]> data)
    {
        var json = JsonSerializer.Serialize(data.Where(pair => pair.Key is not null).ToDictionary(), Indented);

        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json)), LineOf(json));
    }

    [Fact]
    public async Task Copies_exactly_the_bytes_of_an_item()
    {
        var source = new MemoryJsonSource("""[ {"a": 1.0} , 2 ]"""u8.ToArray());
        using var copy = new MemoryStream();

        await JsonCopier.CopyAsync(source, new JsonItem(2, 10), copy, CancellationToken.None);

        Assert.Equal("""{"a": 1.0}""", Encoding.UTF8.GetString(copy.ToArray()));
    }

    [Fact]
    public async Task A_source_that_ends_too_early_is_no_copy()
    {
        var source = new MemoryJsonSource("[1"u8.ToArray());

        await Assert.ThrowsAsync<EndOfStreamException>(() => JsonCopier.CopyAsync(source, 0, 5, Stream.Null, CancellationToken.None));
        Assert.Throws<EndOfStreamException>(() => JsonItems.Elements(source, 0, 5).ToList());
    }

    [Fact]
    public void Enumerates_elements_and_properties_where_they_lie()
    {
        var source = new MemoryJsonSource("""  {"rows" : [ 1, "two" ,{"x":[]}, null ], "n\u0061me": true, "rows":{} } """u8.ToArray());

        var members = JsonItems.Members(source, 0, source.Length).ToList();
        var elements = JsonItems.Elements(source, members[0].Value).Select(element => (element.Kind, Text(source, element)));

        Assert.Equal(["rows", "name", "rows"], members.Select(member => member.Name));
        Assert.Equal([JsonValueKind.Array, JsonValueKind.True, JsonValueKind.Object], members.Select(member => member.Value.Kind));
        Assert.Equal(
            [(JsonValueKind.Number, "1"), (JsonValueKind.String, "\"two\""), (JsonValueKind.Object, """{"x":[]}"""), (JsonValueKind.Null, "null")],
            elements);
    }

    [Fact]
    public void Enumerates_nothing_in_values_of_another_kind()
    {
        var source = new MemoryJsonSource("7"u8.ToArray());

        Assert.Empty(JsonItems.Elements(source, 0, 1));
        Assert.Empty(JsonItems.Members(source, 0, 1));
    }

    [Fact]
    public void Reads_a_text_with_its_escapes_resolved()
    {
        var source = new MemoryJsonSource("""["a\nb","\ud800",1]"""u8.ToArray());

        var texts = JsonItems.Elements(source, 0, source.Length).Select(element => JsonItems.ReadString(source, element));

        Assert.Equal(["a\nb", null, null], texts);
    }

    private static string LineOf(string json, string? leaveOut = null)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var output = new ArrayBufferWriter<byte>();
        JsonLine.Write(new MemoryJsonSource(bytes), 0, bytes.Length, output, leaveOut);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Text(MemoryJsonSource source, JsonRange range) => Encoding.UTF8.GetString(JsonItems.ReadBytes(source, range));
}
