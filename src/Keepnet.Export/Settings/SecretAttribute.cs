namespace Keepnet.Export.Settings;

/// <summary>Marks a setting whose value is never shown; it is left out of JSON by <c>JsonIgnore</c> beside it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
