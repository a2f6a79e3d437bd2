using System.Text;

namespace Keepnet.Export.Exporting.Checks;

/// <summary>Finds the figure behind a name that was sent. A widget has few different names and repeats them a million times: the last ones are remembered.</summary>
internal sealed class FigureNames(WidgetFigures known)
{
    private const int Remembered = 16;
    private const int MaxNameBytes = 128;

    private readonly Entry[] _entries = new Entry[Remembered];
    private int _count;

    private enum Place
    {
        Values,
        DataObject,
        Deeper,
    }

    /// <summary>The figure of an item of <c>values</c>; null when rules do not know it.</summary>
    /// <param name="name">Its name, else its label; UTF-8.</param>
    public Figure? Find(ReadOnlySpan<byte> name) => Find(name, Place.Values);

    /// <summary>The figure of a number elsewhere.</summary>
    /// <param name="path">From the point or its <c>dataObject</c> on: <c>riskScore</c>, <c>enrollments[0].overallScore</c>.</param>
    public Figure? FindAt(ReadOnlySpan<byte> path)
    {
        var end = path.LastIndexOf((byte)'.');
        return end < 0 && !path.Contains((byte)'[') ? Find(path, Place.DataObject) : Find(path[(end + 1)..], Place.Deeper);
    }

    private Figure? Find(ReadOnlySpan<byte> name, Place place)
    {
        if (name.Length > MaxNameBytes)
        {
            return null;
        }

        for (var index = 0; index < Remembered && _entries[index].Name is { } known; index++)
        {
            if (_entries[index].Place == place && name.SequenceEqual(known))
            {
                return _entries[index].Figure;
            }
        }

        var figure = Identify(name, place);
        _entries[_count++ % Remembered] = new Entry(name.ToArray(), place, figure);
        return figure;
    }

    private Figure? Identify(ReadOnlySpan<byte> name, Place place)
    {
        if (known.All.Count > 0 && known.Find(Encoding.UTF8.GetString(name), place != Place.Values) is { } figure)
        {
            return place == Place.Deeper ? Figure.Any(figure.Kind) : figure;
        }

        return place == Place.Values && known.Other is { } other ? other
            : FigureWords.KindOf(name) is { } kind ? Figure.Any(kind) : null;
    }

    private readonly record struct Entry(byte[]? Name, Place Place, Figure? Figure);
}
