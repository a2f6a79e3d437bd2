using Keepnet.Export.Exporting.Flattening;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class DateReaderTests
{
    [Theory]
    [InlineData("2026-05-01", "2026-05-01")]
    [InlineData(" 2026-05-01 ", "2026-05-01")]
    [InlineData("2026-05-01T00:00:00", "2026-05-01T00:00:00")]
    [InlineData("2026-05-01T23:30:00Z", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01T23:30:00+03:00", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01T23:30:00.1234567-0800", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01 23:30:00 +03:00", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01T00:30:00-11:00", "2026-05-01T00:30:00")]
    [InlineData("2026-05-01t23:30z", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01 23:30", "2026-05-01T23:30:00")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("25/12/2025 00:00", "2025-12-25T00:00:00")]
    [InlineData("12/31/2025 00:00:00", "2025-12-31T00:00:00")]
    [InlineData("2025/06/15 00:00", "2025-06-15T00:00:00")]
    [InlineData("28/04/2023 05:38:39.849", "2023-04-28T05:38:39")]
    [InlineData("28/04/2023 05:38 PM", "2023-04-28T17:38:00")]
    [InlineData("28/04/2023 12:05 am", "2023-04-28T00:05:00")]
    [InlineData("28/04/2023 12:05:09PM", "2023-04-28T12:05:09")]
    [InlineData("28.4.2023", "2023-04-28")]
    public void A_date_beyond_doubt_is_read_whatever_the_format(string text, string date)
    {
        Assert.Equal(date, new DateReader().Read(text).ToString());
    }

    [Theory]
    [InlineData("04/05/2026 00:00")]
    [InlineData("2026/04/05")]
    [InlineData("01/01/2026")]
    public void Without_a_format_day_and_month_are_never_guessed(string text)
    {
        Assert.Equal(new DateReading(DateReadingKind.Ambiguous), new DateReader().Read(text));
    }

    [Theory]
    [InlineData("DD/MM/YYYY", "04/05/2026 00:00", "2026-05-04T00:00:00")]
    [InlineData("dd/MM/yyyy HH:mm", "04/05/2026", "2026-05-04")]
    [InlineData("MM/DD/YYYY", "04/05/2026 00:00", "2026-04-05T00:00:00")]
    [InlineData("MM/DD/YYYY", "4/5/2026 3:07 PM", "2026-04-05T15:07:00")]
    [InlineData("YYYY/MM/DD", "2026/04/05 00:00", "2026-04-05T00:00:00")]
    [InlineData("yyyy/dd/MM", "2026/04/05", "2026-05-04")]
    [InlineData("yyyy/dd/MM", "2026-04-05", "2026-04-05")]
    public void A_known_format_decides(string format, string text, string date)
    {
        var reading = new DateReader(format).Read(text);

        Assert.Equal((DateReadingKind.Certain, date), (reading.Kind, reading.ToString()));
    }

    [Theory]
    [InlineData("MM/DD/YYYY", "25/12/2025", "2025-12-25")]
    [InlineData("DD/MM/YYYY", "12/25/2025", "2025-12-25")]
    [InlineData("DD/MM/YYYY", "2025/06/15", "2025-06-15")]
    [InlineData("YYYY/MM/DD", "2025/15/06", "2025-06-15")]
    public void A_date_that_contradicts_the_format_is_read_where_it_is_beyond_doubt(string format, string text, string date)
    {
        var reading = new DateReader(format).Read(text);

        Assert.Equal((DateReadingKind.Contradicting, date), (reading.Kind, reading.ToString()));
    }

    [Fact]
    public void A_format_for_another_shape_does_not_decide()
    {
        Assert.Equal(DateReadingKind.Ambiguous, new DateReader("DD/MM/YYYY").Read("2026/04/05").Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("May 2026")]
    [InlineData("31/02/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29T00:00:00")]
    [InlineData("13/13/2026")]
    [InlineData("00/05/2026")]
    [InlineData("25/12/25")]
    [InlineData("25/12-2025")]
    [InlineData("25/12/0000")]
    [InlineData("25/12/2025 24:00")]
    [InlineData("25/12/2025 13:00 PM")]
    [InlineData("25/12/2025 10:60")]
    [InlineData("25/12/2025 10")]
    [InlineData("25/12/2025x")]
    [InlineData("2025-12-25T10:00:00+3")]
    [InlineData("2025-12-25+03:00")]
    [InlineData("2025-12-25T10:00:00 +03:00x")]
    [InlineData("2025-12")]
    [InlineData("20251225")]
    [InlineData("99999999999/1/2025")]
    [InlineData("٢٥/١٢/٢٠٢٥")]
    public void What_is_no_date_stays_unread(string text)
    {
        Assert.Equal(default, new DateReader("DD/MM/YYYY").Read(text));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("DD/MM/YYYY", "MM/DD/YYYY", true)]
    [InlineData("", "DD/MM/YYYY", true)]
    [InlineData("nonsense", "DD/MM/YYYY", true)]
    public void The_first_format_that_names_an_order_counts(string? setting, string? token, bool known)
    {
        var reader = DateReader.FromFormats(setting, token);

        Assert.Equal(known ? "2026-05-04" : "", reader.Read("04/05/2026").ToString());
    }
}
