using System.Globalization;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations.InformationSchema;

/// <summary>The sequences, but for those inside identity columns.</summary>
internal sealed class InfoSequences() : SystemRelation(13386, SystemRelationIndex.InformationSchemaName, "sequences",
    "sequence_catalog name, sequence_schema name, sequence_name name, data_type varchar, "
    + "numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, start_value varchar, "
    + "minimum_value varchar, maximum_value varchar, increment varchar, cycle_option varchar", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var sequence in state.Objects.Sequences)
        {
            if (sequence.IsIdentity)
                continue;
            var row = rows.Add();
            row["sequence_catalog"] = Cell.Of(state.Session.DatabaseName);
            row["sequence_schema"] = Cell.Of(sequence.Relation.Schema);
            row["sequence_name"] = Cell.Of(sequence.Relation.Name);
            row["data_type"] = Cell.Of(TypeNames.Of(sequence.Type));
            row["numeric_precision"] = Cell.Of(TypeAttributes.IntegerBits(sequence.Type));
            row["numeric_precision_radix"] = Cell.Of(2);
            row["numeric_scale"] = Cell.Of(0);
            row["start_value"] = Cell.Of(sequence.Start.ToString(CultureInfo.InvariantCulture));
            row["minimum_value"] = Cell.Of(sequence.Minimum.ToString(CultureInfo.InvariantCulture));
            row["maximum_value"] = Cell.Of(sequence.Maximum.ToString(CultureInfo.InvariantCulture));
            row["increment"] = Cell.Of(sequence.Increment.ToString(CultureInfo.InvariantCulture));
            row["cycle_option"] = Cell.YesOrNo(sequence.IsCycle);
        }
    }
}
