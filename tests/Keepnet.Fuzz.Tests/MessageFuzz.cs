using System.Text;
using Keepnet.Export.Layout;
using Keepnet.Export.Queueing;
using Keepnet.Export.Requests;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Journal;
using Keepnet.Export.Storage;
using Keepnet.Export.Tests.Support;
using Keepnet.Fuzz.Tests.Support;

namespace Keepnet.Fuzz.Tests;

/// <summary>What others hand in: queue messages, HTTP requests, files of the store.</summary>
public sealed class MessageFuzz
{
    private const string RunId = "20260701T020000Z-schedule";
    private const string Entry =
        """{"companyId":"last","outcome":"skipped","attempt":1,"startedAt":"2026-07-01T02:00:00Z","finishedAt":"2026-07-01T02:00:01Z","bytes":0,"calls":1,"retries":0,"widgets":{"requested":0,"returned":0,"empty":0,"failed":0}}""";

    private static readonly List<byte[]> Messages =
    [
        ExportMessageFormat.Write(new ExportMessage
        {
            RunId = RunId,
            CompanyId = "Qm3vT8rLx2Zd",
            CompanyName = "Opal Freight",
            Period = "Last3Months",
            Trigger = RunTrigger.Schedule,
            RequestedAt = DateTimeOffset.UnixEpoch,
        }),
    ];

    [Fact]
    public void A_message_is_read_and_written_alike_or_refused_with_a_sentence() => FuzzLoop.Run(Messages, (text, chance) =>
    {
        if (ExportMessageFormat.TryRead(text, out var message, out var objection))
        {
            // Times are written to the millisecond, whatever came.
            Assert.True(ExportMessageFormat.TryRead(ExportMessageFormat.Write(message), out var again, out _));
            Assert.InRange(message.RequestedAt - again.RequestedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
            Assert.Equal(message with { RequestedAt = again.RequestedAt }, again);
        }
        else
        {
            Assert.InRange(objection.Length, 10, 200);
        }
    });

    [Fact]
    public void A_request_is_understood_or_refused() => FuzzLoop.Run(
        Texts("""{"companyIds":["Qm3vT8rLx2Zd","b"],"period":"LastMonth"}""", """{"period":{"from":"2026-04-01","to":"2026-06-30"}}""", "{}"), (text, random) =>
        {
            var type = new[] { "application/json", "application/json; charset=utf-8", "a+json", "", "x" }[random.Next(5)];
            try
            {
                var wish = ExportWish.ReadAsync(new RequestBody(new MemoryStream(text), type), CancellationToken.None).GetAwaiter().GetResult();

                Assert.DoesNotContain(wish.CompanyIds ?? [], string.IsNullOrWhiteSpace);
            }
            catch (RequestException refused)
            {
                Assert.InRange(refused.Answer.Status, 400, 499);
                Assert.InRange(refused.Message.Length, 10, 1000);
            }
        });

    [Fact]
    public void The_company_of_a_target_is_one_segment_decoded_once() => FuzzLoop.Run(
        Texts("/api/companies/a%2Fb/exports?x=1", "/api/companies/%C3%BC/exports/latest?period=LastMonth"), (text, _) =>
        {
            var target = Encoding.Latin1.GetString(text);
            if (CompanyPath.IdOf(target) is not { } id)
            {
                return;
            }

            try
            {
                InputRules.CompanyId(id);
            }
            catch (RequestException)
            {
                return;
            }

            Assert.DoesNotContain(id, char.IsControl);
        });

    [Fact]
    public void Lines_of_a_file_are_its_bytes_without_line_feeds() => FuzzLoop.Run(Texts("{\"a\":1}\n{\"b\":2}\n", "\n\n{\"a\":1}", ""), (text, _) =>
    {
        var lines = NdjsonReader.ReadAsync(StoreOf("f.ndjson", text), "f.ndjson", CancellationToken.None)
            .Select(line => line.ToArray()).ToListAsync().AsTask().GetAwaiter().GetResult();

        Assert.Equal(text.Where(one => one != '\n'), lines.SelectMany(line => line));
        Assert.DoesNotContain(lines, line => line.Length == 0);
    });

    [Fact]
    public void A_torn_journal_costs_its_torn_lines_only() => FuzzLoop.Run(Texts(Entry), (text, _) =>
        {
            byte[] log = [.. text, (byte)'\n', .. Encoding.UTF8.GetBytes(Entry), (byte)'\n'];

            var entries = new RunJournal(StoreOf(StorePaths.Journal(RunId), log)).ReadAsync(RunId, CancellationToken.None)
                .ToListAsync().AsTask().GetAwaiter().GetResult();

            Assert.Equal("last", entries[^1].CompanyId);
        });

    private static MemoryStore StoreOf(string path, byte[] content)
    {
        var store = new MemoryStore();
        store.TryCreateAsync(path, content, CancellationToken.None).GetAwaiter().GetResult();
        return store;
    }

    private static List<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
