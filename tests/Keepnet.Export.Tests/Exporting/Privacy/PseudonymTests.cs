using System.Text.Json.Nodes;
using Keepnet.Export.Exporting.Privacy;
using static Keepnet.Export.Tests.Exporting.Privacy.PrivacyBench;

namespace Keepnet.Export.Tests.Exporting.Privacy;

public sealed class PseudonymTests
{
    [Theory]
    [InlineData("ida.sorli@example.test", "  IDA.Sorli@Example.TEST ")]
    [InlineData("Zoë Ångström", "ZOE\u0308 A\u030aNGSTRO\u0308M")]
    [InlineData("Lê Thị Huệ", "L\u00ea Thi\u0323 Hue\u0302\u0323")]
    [InlineData("Lê Thị Huệ", "LE\u0302 Thi\u0323 Hu\u1eb9\u0302")]
    [InlineData("İSMAİL IŞIK", "ismail ışık")]
    [InlineData("İsmail", "i\u0307smail")]
    [InlineData("각하", "\u1100\u1161\u11a8\u1112\u1161")]
    [InlineData("ガ", "カ\u3099")]
    public async Task Are_the_same_for_all_spellings_of_a_value(string one, string other)
    {
        Assert.Equal(await PseudonymOfAsync("userName", one), await PseudonymOfAsync("userName", other));
    }

    [Fact]
    public async Task Differ_between_values_and_between_keys()
    {
        var otherKey = new PrivacyFilter(PrivacyMode.Pseudonymize, new PrivacyKey("another key of 16"u8));
        var json = Table(new JsonObject { ["fullName"] = "Ida" });

        Assert.NotEqual(await PseudonymOfAsync("fullName", "Ida"), await PseudonymOfAsync("fullName", "Kim"));
        Assert.NotEqual(await PseudonymizeAsync(json), await RewriteAsync(otherKey, json));
    }

    [Fact]
    public async Task Join_a_person_across_widgets_companies_fields_and_texts()
    {
        var risk = await PseudonymizeAsync(Widget("HumanRiskScoreforHighestRiskUsersWidget",
            """{"dataObject":{"fullName":"Ida Sørli","email":"Ida.Sorli@example.test"}}"""));
        var table = await PseudonymizeAsync(Table(new JsonObject { ["name"] = "ida sørli ", ["login"] = "ida.sorli@example.test" }));
        var text = await PseudonymizeAsync("""{"description":"Ask ida.sorli%40EXAMPLE.test"}""", PrivacySubject.Report);

        var data = JsonNode.Parse(risk)!["widgetDatas"]![0]!["dataObject"]!;
        var row = JsonNode.Parse(table)!["widgetDatas"]![0]!["tableValues"]![0]!;
        Assert.Equal((string?)data["fullName"], (string?)row["name"]);
        Assert.Equal((string?)data["email"], (string?)row["login"]);
        Assert.Equal($"Ask {data["email"]}", (string?)JsonNode.Parse(text)!["description"]);
    }

    [Fact]
    public void Need_a_key_of_sixteen_bytes()
    {
        Assert.False(PrivacyKey.TryParse(" 0123456789abcde ", out _));
        Assert.False(PrivacyKey.TryParse(null, out _));
        Assert.True(PrivacyKey.TryParse(" 0123456789abcdef\n", out var key));
        Assert.Equal(Key.Id, key.Id);
        Assert.Throws<ArgumentException>(() => new PrivacyKey(new byte[15]));
        Assert.Throws<ArgumentException>(() => new PrivacyFilter(PrivacyMode.Pseudonymize));
    }

    private static async Task<string?> PseudonymOfAsync(string field, string value)
    {
        var json = await PseudonymizeAsync(Table(new JsonObject { [field] = value }));
        return (string?)JsonNode.Parse(json)!["widgetDatas"]![0]!["tableValues"]![0]![field];
    }

    private static string Table(JsonObject row) => Widget("PeopleTableWidget", $$"""{"tableValues":[{{row.ToJsonString()}}]}""");
}
