namespace Keepnet.Export.Storage;

/// <summary>Why a store failed, as its kind of storage sees it.</summary>
/// <param name="Reason">Half a sentence.</param>
/// <param name="Advice">What to do, as sentences.</param>
/// <param name="IsPassing">As in <see cref="StoreException"/>.</param>
/// <param name="IsStoreWide">As in <see cref="StoreException"/>.</param>
internal sealed record StoreTrouble(string Reason, string Advice, bool IsPassing, bool IsStoreWide)
{
    /// <summary>Only the file or folder at hand is affected, and stays so until somebody acts.</summary>
    public static StoreTrouble OfFile(string reason, string advice) => new(reason, advice, IsPassing: false, IsStoreWide: false);

    /// <summary>Only the file at hand is affected, and only for now.</summary>
    public static StoreTrouble OfFileForNow(string reason, string advice) => new(reason, advice, IsPassing: true, IsStoreWide: false);

    /// <summary>Nothing in the store can be written until somebody acts.</summary>
    public static StoreTrouble OfStore(string reason, string advice) => new(reason, advice, IsPassing: false, IsStoreWide: true);

    /// <summary>Nothing in the store can be used for now.</summary>
    public static StoreTrouble Outage(string reason, string advice) => new(reason, advice, IsPassing: true, IsStoreWide: true);

    public StoreException ToException(string what, Exception? cause) =>
        new($"{what}: {Reason}. {Advice}", IsPassing, cause) { IsStoreWide = IsStoreWide };
}
