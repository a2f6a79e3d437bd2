using System.Text;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>Runs texts through a filter.</summary>
internal static class PrivacyBench
{
    public static PrivacyKey Key { get; } = new("0123456789abcdef"u8);

    public static Task<string> PseudonymizeAsync(string json, PrivacySubject subject = PrivacySubject.Widget) =>
        RewriteAsync(new PrivacyFilter(PrivacyMode.Pseudonymize, Key), json, subject);

    public static Task<string> DropAsync(string json, PrivacySubject subject = PrivacySubject.Widget) =>
        RewriteAsync(new PrivacyFilter(PrivacyMode.Drop), json, subject);

    public static async Task<string> RewriteAsync(PrivacyFilter filter, string json, PrivacySubject subject = PrivacySubject.Widget)
    {
        // Neighbours on both sides, as in an answer's array.
        var bytes = Encoding.UTF8.GetBytes($"[1,{json},2]");
        var item = new JsonItem(3, bytes.Length - 6);

        await using var rewritten = await filter.RewriteAsync(subject, new TextSource(bytes), item, CancellationToken.None);
        return Read(rewritten);
    }

    public static string Read(RewrittenItem rewritten)
    {
        var bytes = new byte[rewritten.Item.Length];
        for (var count = 0; count < bytes.Length;)
            count += rewritten.Source.Read(rewritten.Item.Offset + count, bytes.AsSpan(count));

        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A widget of a type around one item of its data.</summary>
    public static string Widget(string type, string point) =>
        $$"""{"resourceId":"Hd2pF6kNb3Ve","name":"Title","description":"About","chartType":"Bar","widgetType":"{{type}}","widgetDatas":[{{point}}]}""";
}
