namespace Keepnet.Export.Exporting.Privacy;

/// <summary>What a personal value says; in lower case, the first word of its pseudonym.</summary>
internal enum PersonalKind
{
    Person,
    Email,
    Phone,
    Identity,
    Department,
    Company,

    /// <summary>A text of unknown meaning in a place where personal data may stand.</summary>
    Value,
}
