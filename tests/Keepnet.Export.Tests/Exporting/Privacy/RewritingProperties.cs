using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>What holds of every item, however its JSON is shaped and however it arrives.</summary>
public sealed class RewritingProperties
{
    private const string Person = "Ida Sørli";
    private const string Address = "ida.sorli@example.test";

    private static readonly string[] Names =
    [
        "name", "fullName", "Full_Name", "email", "department", "Company", "riskScore", "status", "ActionRange", "values", "label",
        "widgetDatas", "widgetType", "dataObject", "tableValues", "annotations", "date", "campaigns", "manager", "phone", "widgets",
        "e\"scaped", "åø", Address,
    ];

    // Under these a text may stay: they hold titles, dates and types.
    private static readonly string[] HarmlessNames = ["status", "ActionRange", "widgetType", "date", "campaigns"];

    private static readonly string[] Texts =
        ["", Person, Address, "44.5%", "01/05/2026 00:00", "SimulationCoverageWidget", "x \"y\" \\ \n 😀", $"to {Address}!", "Score", "false"];

    [Property(MaxTest = 100)]
    public Property Windows_and_short_reads_make_no_difference() => Prop.ForAll(
        Items(), Gen.Choose(1, 80).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (json, window, read) =>
        {
            var whole = Rewrite(json, PrivacyMode.Pseudonymize, JsonWindow.DefaultSize, int.MaxValue);

            Assert.Equal(whole, Rewrite(json, PrivacyMode.Pseudonymize, window, read));
        });

    [Property(MaxTest = 100)]
    public Property Shape_numbers_and_names_stay() => Prop.ForAll(Items(), json =>
    {
        var before = JsonNode.Parse(json);

        // The one large number may stand under "phone" and then goes.
        AssertSameShape(before, JsonNode.Parse(Rewrite(json, PrivacyMode.Drop, 64, 7)));
        AssertSameShape(before, JsonNode.Parse(Rewrite(json, PrivacyMode.Pseudonymize, 64, 7)));
    });

    [Property(MaxTest = 100)]
    public Property No_address_survives() => Prop.ForAll(Items(), json =>
    {
        var output = Rewrite(json, PrivacyMode.Pseudonymize, 64, 7) + Rewrite(json, PrivacyMode.Drop, 64, 7);

        Assert.DoesNotContain(Address, output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\\u0040", output, StringComparison.OrdinalIgnoreCase);
    });

    [Property(MaxTest = 100)]
    public Property No_person_survives_in_data() => Prop.ForAll(Items([.. Names.Except(HarmlessNames)]), json =>
    {
        var output = Rewrite($$"""{"widgetDatas":[{"dataObject":{{json}}}]}""", PrivacyMode.Pseudonymize, 64, 7);

        Assert.DoesNotContain(JsonSerializer.Serialize(Person)[1..^1], output, StringComparison.OrdinalIgnoreCase);
    });

    [Property(MaxTest = 100)]
    public Property Rewriting_twice_by_dropping_changes_nothing_more() => Prop.ForAll(Items(), json =>
    {
        var once = Rewrite(json, PrivacyMode.Drop, 64, 7);

        Assert.Equal(once, Rewrite(once, PrivacyMode.Drop, 64, 7));
    });

    private static Arbitrary<string> Items() => Items(Names);

    private static Arbitrary<string> Items(string[] names) =>
        Node(names, 4).Select(node => node?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) ?? "null").ToArbitrary();

    private static Gen<JsonNode?> Node(string[] names, int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Texts).Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Elements("0", "-1.50", "1e5", "12345678901234567890").Select(number => JsonNode.Parse(number)),
            Gen.Elements<bool?>(true, false, null).Select(value => (JsonNode?)value));
        if (depth == 0)
            return leaf;

        var array = Node(names, depth - 1).ArrayOf(3).Select(items => (JsonNode?)new JsonArray(items));
        var member = Gen.Elements(names).SelectMany(name => Node(names, depth - 1).Select(value => KeyValuePair.Create(name, value)));
        var document = member.ArrayOf(5).Select(members => (JsonNode?)new JsonObject(members.DistinctBy(pair => pair.Key)));
        return Gen.Frequency((1, leaf), (1, array), (4, document));
    }

    private static void AssertSameShape(JsonNode? before, JsonNode? after)
    {
        switch (before)
        {
            case JsonObject members:
                Assert.Equal(members.Count, after!.AsObject().Count);
                foreach (var (was, now) in members.Zip(after.AsObject()))
                {
                    Assert.True(was.Key == now.Key || was.Key == Address);
                    AssertSameShape(was.Value, now.Value);
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, after!.AsArray().Count);
                foreach (var (was, now) in items.Zip(after.AsArray()))
                    AssertSameShape(was, now);
                break;
            case JsonValue value when value.GetValueKind() != JsonValueKind.String && value.ToJsonString() != "12345678901234567890":
                Assert.Equal(value.ToJsonString(), after?.ToJsonString());
                break;
        }
    }

    private static string Rewrite(string json, PrivacyMode mode, int window, int read)
    {
        var filter = new PrivacyFilter(mode, PrivacyBench.Key, spoolDirectory: null, window);
        var source = new TextSource(Encoding.UTF8.GetBytes(json), read);
        var task = filter.RewriteAsync(PrivacySubject.Widget, source, new JsonItem(0, source.Length), CancellationToken.None);
        var rewritten = task.GetAwaiter().GetResult();
        var text = PrivacyBench.Read(rewritten);
        rewritten.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return text;
    }
}
