namespace Keepnet.Export.Settings;

/// <summary>Settings or arguments that a person has to mend; one clear line for each.</summary>
public sealed class InvalidSettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public InvalidSettingsException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>The problems, each ending as a sentence does.</summary>
    public IEnumerable<string> Sentences => Problems.Select(problem => problem[^1] is '.' or '?' ? problem : problem + ".");
}
