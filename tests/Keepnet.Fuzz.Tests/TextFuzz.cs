using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Keepnet.Api.Authentication;
using Keepnet.Api.Reports;
using Keepnet.Api.Transport;
using Keepnet.Export;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Layout;
using Keepnet.Export.Storage;
using Keepnet.Fuzz.Tests.Support;

namespace Keepnet.Fuzz.Tests;

/// <summary>Small texts from elsewhere: encodings, ids, dates, numbers, tokens, headers.</summary>
public sealed class TextFuzz
{
    private static readonly string[] Charsets = ["", "utf-8", "UTF-16", "utf-16BE", "utf-32", "iso-8859-1", "windows-1254", "shift_jis", "gb18030", "utf-7", "\"x\"", "nonsense"];

    private static readonly List<byte[]> Bodies =
    [
        "{\"data\":[\"åø 😀\"]}"u8.ToArray(), Encoding.Unicode.GetBytes("\uFEFF{\"data\":[\"åø 😀\"]}"),
        Encoding.BigEndianUnicode.GetBytes("\uFEFF{\"a\":1}"), Encoding.UTF32.GetBytes("\uFEFF{\"a\":1}"), Encoding.Latin1.GetBytes("{\"a\":\"å\"}"),
    ];

    private static readonly List<byte[]> Ids = Texts("Qm3vT8rLx2Zd", "../a b", "ü~", "CON", "a%2Fb", "e\u0301", new string('a', 250), "trailing. ");

    private static readonly List<byte[]> Dates = Texts(
        "2026-07-01T02:00:00Z", "2025/06/15 00:00", "15/06/2025 00:00", "12/31/2025 00:00:00", "28/04/2023 05:38:39.849", "01/02/2026 11:59 PM", "2026-07-01");

    private static readonly List<byte[]> Numbers = Texts("12", "-3.5", "44.5%", "% 7", "1,500", "007", "1e5", " 0.10 ");

    [Fact]
    public void Bodies_in_any_encoding_become_utf8_however_they_are_cut() => FuzzLoop.Run(Bodies, (text, random) =>
    {
        var charset = Charsets[random.Next(Charsets.Length)];

        var whole = Decode(text, charset, () => int.MaxValue);
        var pieces = Decode(text, charset, () => random.Next(1, 7));

        Assert.Equal(whole, pieces);
    });

    [Fact]
    public void An_id_becomes_one_safe_segment_that_no_other_id_has()
    {
        var owners = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        FuzzLoop.Run(Ids, (text, chance) =>
        {
            var id = Encoding.UTF8.GetString(text);

            var (segment, distinct) = (PathEncoding.Encode(id), PathEncoding.EncodeDistinct(id));

            Assert.Equal(id, owners.GetOrAdd(segment, id));
            Assert.Equal(id, owners.GetOrAdd(distinct, id));
            Assert.True(id.Length == 0 || segment.Contains('~') || PathEncoding.TryDecode(segment) == id);
            Assert.All([segment, distinct], one => Assert.Matches("^[A-Za-z0-9_%~-]*$", one));
            Assert.InRange(distinct.Length, 0, 217);
            _ = StorePath.File(StorePaths.Latest(segment, "Last3Months"));
        });
    }

    [Fact]
    public void A_segment_is_read_back_only_if_it_was_written() => FuzzLoop.Run(Texts("Qm3vT8rLx2Zd", "%2E%2E%2Fa", "%C3%BC", "a~0123456789abcdef"), (text, _) =>
    {
        var segment = Encoding.UTF8.GetString(text);

        var id = PathEncoding.TryDecode(segment);

        Assert.True(id is null || PathEncoding.Encode(id) == segment);
    });

    [Fact]
    public void A_path_in_the_store_is_refused_or_stays_in_the_store() => FuzzLoop.Run(Texts("v1/runs/run_id=x/run.json", "v1/exports/company_id=a/period=p/latest.json"), (text, chance) =>
    {
        try
        {
            var path = StorePath.File(Encoding.UTF8.GetString(text));

            Assert.StartsWith("/root/", Path.GetFullPath(Path.Combine("/root", path)), StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            // Refused.
        }
    });

    [Fact]
    public void Dates_are_read_or_not_and_never_made_up() => FuzzLoop.Run(Dates, (text, random) =>
    {
        var reader = new DateReader(new[] { null, "DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD", "x" }[random.Next(5)]);

        var reading = reader.Read(text);

        Assert.True(reading.Kind is DateReadingKind.Unreadable or DateReadingKind.Ambiguous || Holds(text, reading));
    });

    [Fact]
    public void Numbers_in_texts_are_numbers_of_json() => FuzzLoop.Run(Numbers, (text, _) =>
    {
        if (NumberText.TryFind(text, out var number))
        {
            Assert.True(Tokens.AreValid(number));
            Assert.True(text.AsSpan().IndexOf(number) >= 0);
        }
    });

    [Fact]
    public void Tokens_and_their_answers_are_read_or_not() => FuzzLoop.Run(
        Texts("""{"role":["Reseller"],"reseller_access":"True","iat":1782871200,"exp":1782874800,"user_dateformat":"DD/MM/YYYY"}"""), (text, random) =>
        {
            var jwt = random.Next(4) == 0 ? Encoding.Latin1.GetString(text) : $"e30.{Base64Url.EncodeToString(text)}.x";
            var claims = JwtClaims.Read(jwt);

            var identity = claims.ToIdentity(null);
            var useFor = TokenLifetime.UseFor(claims.LifetimeSeconds);

            Assert.NotNull(identity.Roles);
            Assert.InRange(useFor, TimeSpan.FromTicks(0), TimeSpan.FromDays(1));
            _ = ClockComparison.Ahead(claims, 3600, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            _ = TokenResponse.Read(text);
        });

    [Fact]
    public void Retry_after_is_a_wait_or_nothing() => FuzzLoop.Run(Texts("120", "Wed, 01 Jul 2026 02:02:00 GMT", "-5"), (text, random) =>
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Retry-After", Encoding.Latin1.GetString(text));

        var asked = RetryWaits.Asked(answer.Headers.RetryAfter, new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero));
        var wait = RetryWaits.Before(asked, random.Next(20), isThrottled: true);

        Assert.True(asked is null || asked > TimeSpan.Zero);
        Assert.True(wait > TimeSpan.Zero && (asked is null || wait >= asked));
    });

    [Fact]
    public void Foreign_words_come_out_short_clean_and_without_secrets() => FuzzLoop.Run(
        Texts("the client is not known", "Bearer eyJhbGciOi.eyJzdWIiOiJ.abc-_x!", "ask <ida.sorli+x@example.test> now"), (text, random) =>
        {
            const string Secret = "s+cr=t&-very-secret";
            string[] forms = [Secret, Uri.EscapeDataString(Secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), "s\\u002Bcr=t\\u0026-very-secret"];
            var form = forms[random.Next(forms.Length)];
            var redactor = new Redactor();
            redactor.Learn(Secret);

            // In the middle, or where the text was cut.
            var words = Encoding.UTF8.GetString(text) + form[..random.Next(form.Length + 1)];
            var clean = redactor.Clean(form + words);

            Assert.InRange(clean.Length, 0, 301 + "[removed]".Length);
            Assert.DoesNotContain(form[..6], clean, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(clean, char.IsControl);
        });

    [Fact]
    public void Notations_of_dates_are_used_or_not() => FuzzLoop.Run(Texts("DD/MM/YYYY", "MM/DD/YYYY hh:mm A", "YYYY-MM-DD"), (text, _) =>
    {
        var notation = Encoding.UTF8.GetString(text);

        Assert.True(!DateNotation.IsUsable(notation) || DateNotation.Format(new DateTime(2026, 7, 1), notation, "12h").Length > 0);
    });

    [Fact]
    public void A_field_of_csv_stays_one_field() => FuzzLoop.Run(Texts("=1+1", "a,b", "say \"hi\"", "-3.5", "two\r\nlines"), (text, _) =>
    {
        var field = CsvText.Field(Encoding.UTF8.GetString(text));

        var isQuoted = field.StartsWith('"') && field.EndsWith('"') && field.Length > 1;
        Assert.True(isQuoted ? field[1..^1].Replace("\"\"", "", StringComparison.Ordinal).IndexOf('"') < 0 : field.IndexOfAny([',', '"', '\r', '\n']) < 0);
    });

    private static bool Holds(byte[] text, DateReading reading) =>
        Encoding.UTF8.GetString(text).Contains(reading.Day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <returns>The text in UTF-8; null when the encoding does not know it.</returns>
    private static byte[]? Decode(byte[] text, string charset, Func<int> piece)
    {
        var decoder = new ContentDecoder(charset);
        var decoded = new List<byte>();
        try
        {
            for (var start = 0; start < text.Length;)
            {
                var count = Math.Min(piece(), text.Length - start);
                decoded.AddRange(decoder.Decode(text.AsSpan(start, count), isLast: false));
                start += count;
            }

            decoded.AddRange(decoder.Decode([], isLast: true));
            return [.. decoded];
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static List<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
