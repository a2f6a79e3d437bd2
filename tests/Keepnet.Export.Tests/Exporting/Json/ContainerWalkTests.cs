using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Json;

public class ContainerWalkTests
{
    // Between them, everything that could be taken for something else, at every distance from the end of a block.
    private static readonly string[] Pieces =
    [
        "{}", "[]", "{\"a\":[1,2]}", "[[[[]]]]", "\"\"", "\"{\"", "\"]\"", "\"\\\"\"", "\"\\\\\"", "\"\\\\\\\"}\"", "\"\\u005d\\\\\\\\\"", "\"é[😀\"", "12.50", "null",
    ];

    [Property(MaxTest = 500)]
    public Property A_container_ends_where_it_ends_however_the_bytes_come() => Prop.ForAll(
        Arb.From(Gen.Elements(Pieces).Zip(Gen.Choose(0, 70)).ListOf()), Arb.From(Gen.Choose(1, 200)), (pieces, chunk) =>
        {
            var text = string.Join(',', pieces.Select(piece => new string(' ', piece.Item2) + piece.Item1));
            var bytes = Encoding.UTF8.GetBytes($"[{text}]");

            return EndOf([.. bytes, .. "]}\"\\ ]"u8], chunk) == bytes.Length;
        });

    [Theory]
    [InlineData("[\"\\\\\\\\\"]")]
    [InlineData("[\"\\\\\\\"\",\"]\"]")]
    [InlineData("{\"\\\"}\":{}}")]
    public void Escapes_may_be_cut_anywhere(string container)
    {
        var bytes = Encoding.UTF8.GetBytes(container);
        for (var before = 0; before <= 128; before++)
        {
            byte[] text = [bytes[0], .. Encoding.ASCII.GetBytes(new string(' ', before)), .. bytes[1..]];
            for (var chunk = 1; chunk <= text.Length; chunk++)
            {
                Assert.Equal(text.Length, EndOf(text, chunk));
            }
        }
    }

    private static int EndOf(byte[] bytes, int chunk)
    {
        var walk = new ContainerWalk();
        for (var offset = 0; offset < bytes.Length; offset += chunk)
        {
            if (walk.FindEnd(bytes.AsSpan(offset, Math.Min(chunk, bytes.Length - offset))) is >= 0 and var end)
            {
                return offset + end;
            }
        }

        return -1;
    }
}
