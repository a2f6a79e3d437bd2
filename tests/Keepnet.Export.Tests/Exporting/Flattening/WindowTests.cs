namespace Keepnet.Export.Tests.Exporting.Flattening;

public class WindowTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(65_537)]
    [InlineData(int.MaxValue)]
    public async Task Where_a_piece_of_the_text_ends_does_not_matter(int piece)
    {
        var flattening = new Flattening(piece: piece);
        var points = Enumerable.Range(0, 6_000).Select(index =>
            $$"""{"values":[{"label":"{{new string('x', index % 97)}}\\\"é","value":{{index}}.50,"name":"n"}],"date":"2026-05-01"{{new string(' ', index % 13)}}}""");

        await flattening.AddWidgetAsync($$"""{"widgetDatas":[{{string.Join(" , ", points)}}]}""");

        Assert.Equal(
            Enumerable.Range(0, 6_000).Select(index => $"\"label\":\"{new string('x', index % 97)}\\\\\\\"é\",\"value\":{index}.50}}"),
            flattening.Metrics.Select(line => line[line.IndexOf("\"label\"", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_string_larger_than_the_window_is_copied_whole()
    {
        var text = string.Concat(Enumerable.Repeat("long \\\"text\\\" é 12345. ", 40_000));

        var flattening = await Flattening.OfPointAsync($$"""{"values":[{"label":"{{text}}","value":"{{text}}"}],"tableValues":[{"a":"{{text}}"}]}""");

        Assert.EndsWith($"\"label\":\"{text}\",\"value\":null,\"value_raw\":\"{text}\"}}", Assert.Single(flattening.Metrics), StringComparison.Ordinal);
        Assert.EndsWith($"\"cells\":{{\"a\":\"{text}\"}}}}", Assert.Single(flattening.Tables), StringComparison.Ordinal);
    }
}
