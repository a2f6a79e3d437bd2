using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Json;

/// <summary>One instance reads object after object, and remembers how the one before was written.</summary>
public class JsonFieldsTests
{
    private static readonly string[] Names = ["value", "label", "VALUE", "LaBeL", "name", "annotations", "\\u0076alue", "other", "valu", "values", "", "a name of many letters, longer than any that is remembered"];
    private static readonly string[] Gaps = ["", "", "", " ", "  ", "\n", "\r\n\t"];

    [Theory]
    [InlineData("""{"value":1}""", """{"value": 2}""", "2")]
    [InlineData("""{"value": 1}""", """{"value":2}""", "2")]
    [InlineData("""{"value": 1}""", """{"value":  2}""", "2")]
    [InlineData("""{"label":"a","value":1}""", """{"value":2,"label":"b"}""", "2")]
    [InlineData("""{"value":1}""", """{"values":2}""", null)]
    [InlineData("""{"other":1,"value":2}""", """{"value":3}""", "3")]
    [InlineData("""{"value":1}""", """{ }""", null)]
    [InlineData("""{"value":1,"value":2}""", """{"value":3,"value":4}""", "4")]
    public void An_object_is_read_as_it_is_whatever_the_one_before_looked_like(string before, string json, string? value)
    {
        var text = $"[{before},{json}]";
        using var cursor = new JsonCursor(new TextJsonSource(text), 0, text.Length);
        var fields = new ValueFields();
        var position = 1L;
        cursor.TryReadElement(ref position);
        fields.Read(cursor, ref position);
        cursor.TryReadElement(ref position);

        fields.Read(cursor, ref position);

        Assert.Equal(value, cursor.GetString(fields.Value));
        Assert.False(cursor.TryReadElement(ref position));
    }

    [Property(MaxTest = 300)]
    public Property Remembering_changes_nothing_but_the_time() => Prop.ForAll(Arrays().ToArbitrary(), text =>
    {
        using var cursor = new JsonCursor(new TextJsonSource(text), 0, text.Length);
        var remembering = new ValueFields();
        var position = 1L;
        while (cursor.TryReadElement(ref position))
        {
            var (start, fresh) = (position, new ValueFields());
            fresh.Read(cursor, ref start);
            remembering.Read(cursor, ref position);

            Assert.Equal(start, position);
            Assert.Equal(
                (fresh.Value, fresh.Label, fresh.Name, fresh.Annotations, fresh.HasOthers, fresh.HasRepeated),
                (remembering.Value, remembering.Label, remembering.Name, remembering.Annotations, remembering.HasOthers, remembering.HasRepeated));
        }
    });

    private static Gen<string> Arrays() =>
        from items in Objects().ListOf()
        select $"[{string.Join(",", items)}]";

    private static Gen<string> Objects() =>
        from fields in Fields().ListOf()
        from gap in Gen.Elements(Gaps)
        select $"{{{string.Join(",", fields.Take(20))}{gap}}}";

    private static Gen<string> Fields() =>
        from gaps in Gen.Elements(Gaps).ArrayOf(4)
        from name in Gen.Elements(Names)
        from value in Gen.Elements("1", "-0.5e3", "null", "true", "false", "\"\\\"\"", "\"text\"", "{\"value\":1}", "[]")
        select $"{gaps[0]}\"{name}\"{gaps[1]}:{gaps[2]}{value}{gaps[3]}";
}
