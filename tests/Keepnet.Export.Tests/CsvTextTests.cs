using System.Globalization;
using FsCheck.Xunit;

namespace Keepnet.Export.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData(" =1", "' =1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    public void Text_that_a_spreadsheet_would_run_becomes_text(string text, string field) => Assert.Equal(field, CsvText.Field(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Brückner & Söhne", "Brückner & Söhne")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("-44.5%", "-44.5%")]
    [InlineData("2026-07-01", "2026-07-01")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" padded ", "\" padded \"")]
    public void Everything_else_stays_as_it_is(string? text, string field) => Assert.Equal(field, CsvText.Field(text));

    [Fact]
    public void A_line_is_its_fields_and_a_line_end() => Assert.Equal("a,\"b,c\",,'=d\r\n", CsvText.Line(["a", "b,c", null, "=d"]));

    [Property]
    public bool A_field_reads_back_as_the_text_and_never_begins_a_formula(string? text)
    {
        var read = Read(CsvText.Field(text));

        var isNumber = decimal.TryParse(read.Trim('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        var isHarmless = read.Length == 0 || isNumber || !"=+-@\t\r\n".Contains(read[0]);
        return isHarmless && (read == (text ?? "") || read == "'" + text);
    }

    private static string Read(string field) => field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
