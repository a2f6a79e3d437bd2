using System.IO.Compression;
using Keepnet.Conformance.Tests.Support;
using Keepnet.Export.Runs;

namespace Keepnet.Conformance.Tests.Transport;

/// <summary>Compressed bodies: whole, broken, and bombs.</summary>
public sealed class CompressionTests
{
    private static readonly Call[] Everything = [Call.Token, Call.Companies, Call.Reports, Call.Detail, Call.Catalogue, Call.Widgets];

    [Theory]
    [InlineData("gzip", Framing.ContentLength)]
    [InlineData("br", Framing.Chunked)]
    [InlineData("deflate", Framing.Close)]
    public async Task Compressed_answers_are_read_on_every_call(string encoding, object framing)
    {
        await using var bench = new Bench();
        bench.Api.OnAll(Everything, (_, usual) => Compressed(usual, encoding) with { Framing = (Framing)framing });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.All(run.Requests, request => Assert.Contains("gzip", request.Headers["Accept-Encoding"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_that_is_broken_is_fetched_again(string encoding)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Widgets], (request, usual) => request.Try switch
        {
            1 => Compressed(usual, encoding) with { Body = [.. Compressed(usual, encoding).Body.Select(value => (byte)~value)] },
            2 => Compressed(usual, encoding) with { Body = Compressed(usual, encoding).Body[..^20] },
            3 => usual with { Headers = [$"Content-Encoding: {encoding}"] },
            _ => usual,
        });

        var run = await bench.ExportAsync();

        run.Succeeded();
        Assert.Equal(["w1", "w2"], run.Widgets("c1"));
        Assert.Equal(4, run.Asked(Call.Widgets, "c1"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_given_up_at_the_limit_and_never_fetched_again(string encoding)
    {
        await using var bench = new Bench();
        var bomb = Compressed(WireAnswer.Json($"{{\"data\":[\"{new string('x', 50_000_000)}\"]}}"), encoding);
        bench.Api.OnAll([Call.Reports], (_, _) => bomb);

        var run = await bench.ExportAsync(("Keepnet:MaxResponseBytes", "1000000"));

        Assert.True(bomb.Body.Length < 100_000);
        var entry = run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
        Assert.Contains("larger than 1000000 bytes", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, run.Asked(Call.Reports, "c1"));
    }

    [Theory]
    [InlineData(Call.Token, 200)]
    [InlineData(Call.Reports, 400)]
    public async Task A_bomb_in_a_body_that_is_read_whole_is_cut_short(object call, int status)
    {
        await using var bench = new Bench();
        var bomb = Compressed(WireAnswer.Json($"{{\"message\":\"Boom\",\"rest\":\"{new string('x', 50_000_000)}\"}}", status), "gzip");
        bench.Api.OnAll([(Call)call], (_, _) => bomb);

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "0"));

        Assert.Equal((Call)call == Call.Token ? RunOutcome.Stopped : RunOutcome.Failed, run.Document.Outcome);
        Assert.InRange(run.Document.Reason?.Length ?? run.Document.Failures[0].Reason!.Length, 1, 600);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("nonsense")]
    public async Task An_encoding_nobody_asked_for_is_a_failure(string encoding)
    {
        await using var bench = new Bench();
        bench.Api.OnAll([Call.Reports], (_, usual) =>
            Compressed(Compressed(usual, "gzip"), "gzip") with { Headers = [$"Content-Encoding: {encoding}"] });

        var run = await bench.ExportAsync(("Keepnet:MaxRetries", "1"), ("Export:MaxDeliveries", "1"));

        run.Ended(RunOutcome.Failed, exitCode: 1).Company("c1", ExportOutcome.Failed, "protocol");
    }

    private static WireAnswer Compressed(WireAnswer answer, string encoding)
    {
        using var bytes = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            encoder.Write(answer.Body);
        }

        return answer with { Body = bytes.ToArray(), Headers = [.. answer.Headers, $"Content-Encoding: {encoding}"] };
    }
}
