using System.Text;

namespace Keepnet.Export.Exporting.Privacy;

/// <summary>Takes e-mail addresses out of messages for people.</summary>
internal static class PersonalText
{
    /// <summary>The text with <c>[removed]</c> in place of every e-mail address.</summary>
    public static string Redact(string text) => Replace(text, _ => "[removed]");

    internal static string Replace(string text, Func<ReadOnlySpan<char>, string> replace)
    {
        if (!EmailAddresses.TryFind(text, 0, out var address))
            return text;

        var result = new StringBuilder(text.Length);
        var copied = 0;
        do
        {
            result.Append(text, copied, address.Start.Value - copied).Append(replace(EmailAddresses.Plain(text.AsSpan(address))));
            copied = address.End.Value;
        }
        while (EmailAddresses.TryFind(text, copied, out address));

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
