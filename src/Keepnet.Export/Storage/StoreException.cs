namespace Keepnet.Export.Storage;

/// <summary>The store could not do what was asked; the message says what, where, why and what to do.</summary>
public class StoreException : Exception
{
    public StoreException(string message, bool isPassing, Exception? innerException = null)
        : base(message, innerException) => IsPassing = isPassing;

    /// <summary>True when waiting may help (an outage); false when somebody has to act: free space, mend settings or permissions.</summary>
    public bool IsPassing { get; }

    /// <summary>True when no other file of the store would fare better (an outage, a full disk); false when only this one is affected.</summary>
    public bool IsStoreWide { get; init; }

    /// <summary>True when a run had better end: nothing of it can be written until somebody has acted.</summary>
    public bool StopsRun => IsStoreWide && !IsPassing;

    /// <summary>True when the store is out of order for a while, which is no fault of the company that is being worked on.</summary>
    public bool IsOutage => IsStoreWide && IsPassing;
}
