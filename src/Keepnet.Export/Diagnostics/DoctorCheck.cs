namespace Keepnet.Export.Diagnostics;

/// <summary>One thing <c>doctor</c> looked at.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">Null when it could not be checked: an earlier check failed, or there is nothing to check it with.</param>
/// <param name="Detail">What was found, or what is wrong and how to mend it.</param>
/// <param name="Code">One of <see cref="FailureCodes"/> when it failed.</param>
public sealed record DoctorCheck(string Name, bool? Passed, string Detail, string? Code = null);
