using System.Diagnostics;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Tests.Exporting.Privacy;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ida@example.test", "[removed]")]
    [InlineData("Ask ida.sorli+x@mail.example.test, or o'brien@example.test.", "Ask [removed], or [removed].")]
    [InlineData("Ida <ida@example.test>;'kim@example.test'", "Ida <[removed]>;'[removed]'")]
    [InlineData("mailto:ida%40example.test?x=1", "mailto:[removed]?x=1")]
    [InlineData("https://x.test/?to%3Dida%2540example.test&a=b", "https://x.test/?to%3D[removed]&a=b")]
    [InlineData("ida&#64;example.test ida&#x40;example.test", "[removed] [removed]")]
    [InlineData("ida＠example.test", "[removed]")]
    [InlineData("\"ida sorli\"@example.test", "[removed]")]
    [InlineData("ida@[10.0.0.1] ida@10.0.0.1 ida@host", "[removed] [removed] [removed]")]
    [InlineData("ødegård@bücher.example", "[removed]")]
    [InlineData("""[{"title":"a\nida@example.test","t":"ida\u0040example.test"}]""", """[{"title":"a\n[removed]","t":"[removed]"}]""")]
    [InlineData("""DOMAIN\nida@example.test""", """DOMAIN\[removed]""")]
    [InlineData("a@b.test@c.test", "[removed]@c.test")]
    public void Takes_addresses_out_of_a_text_however_they_are_written(string text, string expected) =>
        Assert.Equal(expected, PersonalText.Redact(text));

    [Theory]
    [InlineData("")]
    [InlineData("100% of 5 @ 3")]
    [InlineData("precision@10")]
    [InlineData("@handle, and x @ y")]
    [InlineData("Users Who Clicked And Reported (%)")]
    [InlineData("x@")]
    [InlineData("@")]
    [InlineData("a@[]")]
    [InlineData("%40%40%4")]
    public void Leaves_other_texts_alone(string text) => Assert.Equal(text, PersonalText.Redact(text));

    [Theory]
    [InlineData('@')]
    [InlineData('a')]
    [InlineData('%')]
    [InlineData('"')]
    [InlineData('\\')]
    public void Takes_time_in_proportion_to_the_text(char filler)
    {
        var text = new string(filler, 300_000) + "@" + string.Concat(Enumerable.Repeat($"{filler}@", 30_000));

        var clock = Stopwatch.StartNew();
        PersonalText.Redact(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
    }
}
