namespace Keepnet.Export.Exporting.Drift;

/// <summary>Kinds of JSON values that a field may have; null is always allowed and is none of them.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    Object = 8,
    Array = 16,
    Any = String | Number | Boolean | Object | Array,
}
