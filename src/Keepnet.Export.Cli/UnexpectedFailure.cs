using System.Diagnostics;

namespace Keepnet.Export.Cli;

/// <summary>A failure nobody foresaw, as one line. Its message may quote anything, secrets too, so only its kind and place are told.</summary>
internal static class UnexpectedFailure
{
    public static string Describe(Exception exception)
    {
        var place = new StackTrace(exception).GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType?.FullName)
            .FirstOrDefault(type => type?.StartsWith("Keepnet.", StringComparison.Ordinal) == true);
        return $"Something went wrong that was not foreseen ({exception.GetType().Name}{(place is null ? "" : " in " + place)}). This is a fault of this program; please report it.";
    }
}
