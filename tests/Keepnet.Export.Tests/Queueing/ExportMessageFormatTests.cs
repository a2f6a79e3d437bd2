using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Tests.Queueing;

public sealed class ExportMessageFormatTests
{
    private static readonly ExportMessage Sample = new()
    {
        RunId = "20260504T020000Z-schedule",
        CompanyId = "a1B2c3D4e5F6",
        CompanyName = "Çelik Ambalaj A.Ş.",
        Period = "2026-04-01_2026-06-30",
        Trigger = "schedule",
        RequestedAt = new DateTimeOffset(2026, 5, 4, 2, 0, 0, TimeSpan.Zero),
        Attempt = 2,
    };

    [Property]
    public Property What_is_written_is_read_again() => Prop.ForAll(Messages(), message =>
        ExportMessageFormat.TryRead(ExportMessageFormat.Write(message), out var read, out _) && read == message);

    [Property]
    public bool Whatever_the_bytes_they_are_a_message_or_refused(byte[] body) =>
        ExportMessageFormat.TryRead(body, out var message, out var objection) ? message is not null : objection.Length > 0;

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\":\"1\"}")]
    [InlineData("not json")]
    [InlineData("""{"schema":1,"\udc00":1}""")]
    [InlineData("""{"\ud800":1,"schema":1,"runId":"\ud800"}""")]
    public void What_is_no_message_is_refused(string body)
    {
        Assert.False(ExportMessageFormat.TryRead(Encoding.UTF8.GetBytes(body), out _, out var objection));
        Assert.EndsWith(".", objection, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_schema_is_refused_before_its_fields_are_looked_at() =>
        Assert.Equal("The message has another schema than 1: a newer version of this program wrote it.", ObjectionTo("schema", 2));

    [Theory]
    [InlineData("runId", "20260504T020000Z-schedule/../..")]
    [InlineData("runId", "")]
    [InlineData("companyId", " ")]
    [InlineData("period", "Yesterday")]
    [InlineData("period", "2026-06-30_2026-04-01")]
    [InlineData("trigger", "somebody")]
    public void A_field_that_cannot_be_right_is_named(string field, string value) =>
        Assert.StartsWith($"The field {field} ", ObjectionTo(field, value), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void An_attempt_that_nobody_counted_to_is_refused(int attempt) =>
        Assert.Equal("The field attempt is out of range.", ObjectionTo("attempt", attempt));

    [Theory]
    [InlineData("runId")]
    [InlineData("companyId")]
    [InlineData("period")]
    [InlineData("trigger")]
    [InlineData("requestedAt")]
    public void A_missing_field_is_refused(string field)
    {
        var body = Body();
        body.Remove(field);

        Assert.False(ExportMessageFormat.TryRead(Encoding.UTF8.GetBytes(body.ToJsonString()), out _, out _));
    }

    [Fact]
    public void An_objection_does_not_quote_the_body()
    {
        var objection = ObjectionTo("requestedAt", "somebody@example.com");

        Assert.DoesNotContain("somebody", objection, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_far_larger_than_ours_is_not_read() =>
        Assert.Contains("at most 65536", ObjectionTo("companyName", new string('x', ExportMessageFormat.MaxBytes)), StringComparison.Ordinal);

    [Fact]
    public void A_field_that_a_later_version_adds_is_no_obstacle()
    {
        var body = Body();
        body["colour"] = "blue";

        Assert.True(ExportMessageFormat.TryRead(Encoding.UTF8.GetBytes(body.ToJsonString()), out var message, out _));
        Assert.Equal(Sample, message);
    }

    private static string ObjectionTo(string field, JsonNode value)
    {
        var body = Body();
        body[field] = value;
        Assert.False(ExportMessageFormat.TryRead(Encoding.UTF8.GetBytes(body.ToJsonString()), out _, out var objection));
        return objection!;
    }

    private static JsonObject Body() => JsonNode.Parse(ExportMessageFormat.Write(Sample))!.AsObject();

    private static Arbitrary<ExportMessage> Messages()
    {
        var texts = ArbMap.Default.GeneratorFor<NonWhiteSpaceString>().Select(text => text.Item).Where(IsWellFormed);
        var messages =
            from company in texts
            from name in texts
            from period in Gen.Elements("LastMonth", "ThisYear", "2026-04-01_2026-06-30")
            from trigger in Gen.Elements<string>([.. RunTrigger.All])
            from milliseconds in Gen.Choose(0, int.MaxValue)
            from attempt in Gen.Choose(1, 1000)
            select Sample with
            {
                CompanyId = company,
                CompanyName = name,
                Period = period,
                Trigger = trigger,
                RequestedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds),
                Attempt = attempt,
            };
        return messages.ToArbitrary();
    }

    // Half of a surrogate pair has no UTF-8.
    private static bool IsWellFormed(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
