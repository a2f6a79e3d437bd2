namespace Keepnet.Export.Cli;

/// <summary>A failure nobody foresaw, as one line.</summary>
internal static class UnexpectedFailure
{
    public static string Describe(Exception exception) =>
        $"Something went wrong that was not foreseen ({Unforeseen.Describe(exception)}). This is a fault of this program; please report it.";
}
