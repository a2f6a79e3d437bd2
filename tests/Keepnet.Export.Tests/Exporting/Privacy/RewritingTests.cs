using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;
using static Keepnet.Export.Tests.Exporting.Privacy.PrivacyBench;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>How text is taken apart and put together again.</summary>
public sealed class RewritingTests
{
    [Fact]
    public async Task Keeps_digits_escapes_and_white_space_as_they_came()
    {
        const string json = """
            { "riskScore" :1.50E+02 ,"big":123456789012345678901234567890,
              "description": "a\/b \u00e9\ud83d\ude00 \ud800 ida\u0040example.test \"q\"\t" , "deep" : [ [ ], { } , -0 , true, null ] }
            """;

        var dropped = await DropAsync(json, PrivacySubject.Report);

        Assert.Equal(json.Replace("ida\\u0040example.test", "[removed]", StringComparison.Ordinal), dropped);
    }

    [Fact]
    public async Task Takes_lone_surrogates_and_escaped_names()
    {
        const string json = """{"widgetDatas":[{"dataObject":{"full\u004eame":"Ida \ud83d","\ud800":"x"}}]}""";

        Assert.Equal("""{"widgetDatas":[{"dataObject":{"full\u004eame":null,"\ud800":null}}]}""", await DropAsync(json));
        Assert.Matches("\"person-[0-9a-f]{16}\"", await PseudonymizeAsync(json));
    }

    [Fact]
    public async Task Takes_texts_far_larger_than_a_window()
    {
        var start = new string('x', 3_000_000);
        var json = $$"""{"description":"{{start}} \u00e9 ida@example.test","fullName":"{{start}}"}""";

        var dropped = await DropAsync(json, PrivacySubject.Report);

        Assert.Equal($$"""{"description":"{{start}} \u00e9 [removed]","fullName":null}""", dropped);
    }

    [Fact]
    public async Task Takes_nesting_as_deep_as_it_comes()
    {
        const int depth = 20_000;
        var json = $$"""{"a":{{new string('[', depth)}}"ida@example.test"{{new string(']', depth)}}}""";

        var dropped = await DropAsync(json, PrivacySubject.Report);

        Assert.Equal(json.Replace("\"ida@example.test\"", "null", StringComparison.Ordinal), dropped);
    }

    [Fact]
    public async Task Large_results_leave_no_file_behind()
    {
        var folder = Directory.CreateTempSubdirectory("keepnet-privacy-");
        try
        {
            await using (var spool = new Spool(folder.FullName))
            {
                spool.Write(new byte[Spool.MemoryBytes]);
                Assert.True(spool.IsInMemory);
                spool.Write("9abc"u8);

                var buffer = new byte[20];
                Assert.False(spool.IsInMemory);
                Assert.Equal(6, spool.Read(Spool.MemoryBytes - 2, buffer));
                Assert.Equal("\0\09abc", Encoding.UTF8.GetString(buffer, 0, 6));
                Assert.True(OperatingSystem.IsWindows() || folder.GetFiles().Length == 0);
            }

            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Output_is_valid_json()
    {
        var json = Widget("PeopleTableWidget", """{"tableValues":[{"a":"\"quoted\" text","b\"@x.test":"c"}]}""");

        using var document = JsonDocument.Parse(await PseudonymizeAsync(json));

        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }
}
