using System.Text.Json.Serialization;

namespace Keepnet.Export.Diagnostics;

/// <summary>One thing <c>doctor</c> looked at.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">Null when it could not be checked: an earlier check failed, or there is nothing to check it with.</param>
/// <param name="Detail">What was found, or what is wrong and how to mend it.</param>
/// <param name="Code">One of <see cref="FailureCodes"/> when it failed.</param>
public sealed record DoctorCheck(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Passed,
    string Detail,
    string? Code = null)
{
    /// <summary>True for a check that passed but found something a person had better look at; else absent.</summary>
    public bool? Warning { get; init; }

    internal static DoctorCheck Fine(string name, string detail) => new(name, true, detail);

    internal static DoctorCheck Warn(string name, string detail) => new(name, true, detail) { Warning = true };

    internal static DoctorCheck Wrong(string name, string code, string detail) => new(name, false, detail, code);

    internal static DoctorCheck NotMade(string name, string because) => new(name, null, $"Not checked, because {because}.");
}
