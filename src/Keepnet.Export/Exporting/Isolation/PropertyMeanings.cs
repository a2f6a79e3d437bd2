using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>What property names mean; an answer has few of them, each thousands of times, and each is looked into once.</summary>
internal sealed class PropertyMeanings
{
    private const int MostKept = 64;
    private const int LongestName = 256;

    private static readonly SearchValues<string> NamingWords = SearchValues.Create(["name", "label"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> OwnershipWords = SearchValues.Create(["isEditable", "isDeletable"], StringComparison.OrdinalIgnoreCase);

    // The time axis, and what charts are drawn by.
    private static readonly string[] SharedNames =
        ["year", "quarter", "month", "week", "day", "hour", "minute", "index", "order", "rank", "target", "threshold"];

    private readonly List<(byte[] Name, PropertyMeaning Meaning)> _known = [];

    /// <param name="name">As sent, without quotes.</param>
    public PropertyMeaning Of(ReadOnlySpan<byte> name)
    {
        foreach (var (known, meaning) in CollectionsMarshal.AsSpan(_known))
        {
            if (name.SequenceEqual(known))
            {
                return meaning;
            }
        }

        var found = Find(name);
        if (_known.Count < MostKept)
        {
            _known.Add((name.ToArray(), found));
        }

        return found;
    }

    private static PropertyMeaning Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
        {
            return PropertyMeaning.None;
        }

        ReadOnlySpan<char> text = Encoding.UTF8.GetString(name);
        return (IsShared(name, text) ? PropertyMeaning.Shared : PropertyMeaning.None)
            | (text.ContainsAny(NamingWords) ? PropertyMeaning.Naming : PropertyMeaning.None)
            | (text.ContainsAny(OwnershipWords) ? PropertyMeaning.Ownership : PropertyMeaning.None)
            | (text.Equals("widgetDatas", StringComparison.OrdinalIgnoreCase) ? PropertyMeaning.Points : PropertyMeaning.None);
    }

    private static bool IsShared(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        var isShared = SharedWords.AreIn(name) || text.Contains("date", StringComparison.OrdinalIgnoreCase);
        foreach (var shared in SharedNames)
        {
            isShared |= text.Equals(shared, StringComparison.OrdinalIgnoreCase);
        }

        return isShared;
    }
}
