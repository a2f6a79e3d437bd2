using System.Diagnostics;

namespace Keepnet.Export;

/// <summary>
/// Tells of an exception nobody foresaw, by its kind and place. Never by its words: they may quote anything, secrets and people too.
/// </summary>
public static class Unforeseen
{
    /// <summary>A few words, for example <c>FormatException in Keepnet.Export.Runs.Closing.RunCloser</c>.</summary>
    public static string Describe(Exception exception)
    {
        var place = new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType?.FullName)
            .FirstOrDefault(type => type?.StartsWith("Keepnet.", StringComparison.Ordinal) == true);
        return exception.GetType().Name + (place is null ? "" : $" in {place}");
    }

    /// <summary>Several lines for the log: the exception and those it came of, each with its calls.</summary>
    public static string Trace(Exception exception) => string.Join(
        $"{Environment.NewLine}because of ", WithCauses(exception).Select(one => $"{one.GetType().FullName}{Environment.NewLine}{one.StackTrace}"));

    private static IEnumerable<Exception> WithCauses(Exception exception)
    {
        for (var one = exception; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }
}
