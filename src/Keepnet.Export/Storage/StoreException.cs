namespace Keepnet.Export.Storage;

/// <summary>The store could not do what was asked; the message says what, where, why and what to do.</summary>
public class StoreException : Exception
{
    public StoreException(string message, bool isPassing, Exception? innerException = null)
        : base(message, innerException) => IsPassing = isPassing;

    /// <summary>True when the same may work later (an outage, a full disk); false when settings or permissions must change.</summary>
    public bool IsPassing { get; }
}
