namespace Keepnet.Export.Exporting.Flattening;

/// <summary>What can be odd in a widget's data without being a failure.</summary>
internal enum Oddity
{
    WidgetIsNoObject,
    WidgetDatasIsNoArray,
    PointIsNull,
    PointIsNoObject,
    DateIsUnreadable,
    DateIsAmbiguous,
    DateContradictsFormat,
    DateIsOutsideWindow,
    DataObjectIsNoObject,
    DimensionsAreTooLarge,
    ValuesIsNoArray,
    ValueIsNull,
    ValueIsNoObject,
    TableValuesIsNoArray,
    RowIsNull,
    RowIsNoObject,
    ColumnsAreUnreadable,
    ColumnsAreTooLarge,
    ColumnIsRepeated,
    FieldIsRepeated,
}
