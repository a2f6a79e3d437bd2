using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class NumbersProperties
{
    private static readonly string[] Fields = ["value", "Value2", "x", "annotations", "a.b", "é"];

    [Property(MaxTest = 300)]
    public Property Every_number_under_values_comes_out_exactly_once() =>
        Prop.ForAll(Arb.From(Gen.Sized(size => Json(Math.Min(size, 5)))), values =>
        {
            var numbered = Number(values);
            var flattening = Flattening.OfPointAsync($$"""{"values":{{numbered}}}""").GetAwaiter().GetResult();

            var sent = Numbers(numbered).Order(StringComparer.Ordinal);
            var written = flattening.MetricObjects.Select(line => line["value"]?.ToJsonString()).OfType<string>().Order(StringComparer.Ordinal);
            return sent.SequenceEqual(written);
        });

    private static Gen<string> Json(int depth)
    {
        var scalar = Gen.Elements("#", "#.50", "-#", "null", "true", "\"t\"", "\"{[\\\"\"");
        if (depth == 0)
        {
            return scalar;
        }

        var inner = Json(depth - 1);
        var array = inner.ListOf().Select(items => $"[{string.Join(" ,", items.Take(4))}]");
        var @object = inner.ListOf().Select(items => $"{{{string.Join(',', items.Take(Fields.Length).Select((item, index) => $"\"{Fields[index]}\" :{item}"))}}}");
        return Gen.OneOf(scalar, array, @object, @object);
    }

    // Gives each number digits of its own.
    private static string Number(string json)
    {
        var text = new StringBuilder();
        foreach (var symbol in json)
        {
            _ = symbol == '#' ? text.Append(1000 + text.Length) : text.Append(symbol);
        }

        return text.ToString();
    }

    private static List<string> Numbers(string json)
    {
        var numbers = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                numbers.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }

        return numbers;
    }
}
