namespace Keepnet.Export.Vault;

/// <summary>A secret that cannot be had from the vault. The message names vault and secret and says how to mend it; it never holds a value.</summary>
public sealed class VaultException(string message, bool isPassing, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the same may succeed later; otherwise a person has to mend something.</summary>
    public bool IsPassing { get; } = isPassing;
}
