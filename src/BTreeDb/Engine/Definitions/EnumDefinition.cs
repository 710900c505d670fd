using System.Collections.Immutable;
using System.Text;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE TYPE AS ENUM, ADD VALUE and RENAME VALUE.</summary>
internal static class EnumDefinition
{
    private const int LabelBytesMax = 63;

    /// <summary>Runs CREATE TYPE AS ENUM.</summary>
    public static void Create(DefinitionContext context, CreateEnumStatement statement)
    {
        var schema = context.ResolveSchema(statement.Name.Schema);
        TypeAlteration.CheckFree(context, schema, statement.Name.Name);
        var labels = ImmutableArray.CreateBuilder<EnumLabel>(statement.Labels.Count);
        var taken = new HashSet<string>();
        foreach (var label in statement.Labels)
        {
            CheckLabel(label);
            if (!taken.Add(label))
                throw DefinitionErrors.LabelGivenTwice(label);
            labels.Add(new EnumLabel(label, EnumType.Gap * (labels.Count + 1)));
        }

        var type = new EnumType(context.Edit.NewObjectId().Value, schema, statement.Name.Name, labels.ToImmutable());
        context.Edit.PutType(type, null);
    }

    /// <summary>Runs ADD VALUE: at the end, or beside a neighbour, where half of the gap is left.</summary>
    public static void AddLabel(DefinitionContext context, AlterEnumAddStatement statement)
    {
        var type = Find(context, statement.Name);
        CheckLabel(statement.Label);
        if (type.TryGetValue(statement.Label, out _))
        {
            if (!statement.IfNotExists)
                throw DefinitionErrors.LabelExists(statement.Label);
            context.Notice($"enum label \"{statement.Label}\" already exists, skipping");
            return;
        }

        var place = type.Labels.Length;
        if (statement.Neighbor is { } neighbor)
        {
            if (!type.TryGetValue(neighbor, out var value))
                throw DefinitionErrors.LabelMissing(neighbor);
            place = type.IndexOf(value) + (statement.IsAfter ? 1 : 0);
        }

        var label = new EnumLabel(statement.Label, ValueAt(type.Labels, place));
        Put(context, type, type.Labels.Insert(place, label));
    }

    /// <summary>Runs RENAME VALUE.</summary>
    public static void RenameLabel(DefinitionContext context, AlterEnumRenameStatement statement)
    {
        var type = Find(context, statement.Name);
        CheckLabel(statement.NewLabel);
        if (!type.TryGetValue(statement.OldLabel, out var value))
            throw DefinitionErrors.LabelMissing(statement.OldLabel);
        if (type.TryGetValue(statement.NewLabel, out _))
            throw DefinitionErrors.LabelExists(statement.NewLabel);
        Put(context, type, type.Labels.SetItem(type.IndexOf(value), new EnumLabel(statement.NewLabel, value)));
    }

    private static EnumType Find(DefinitionContext context, QualifiedName name) =>
        TypeAlteration.Find(context, name, isDomain: false) as EnumType
        ?? throw DefinitionErrors.NotAnEnum(name.Name);

    private static void Put(DefinitionContext context, EnumType type, ImmutableArray<EnumLabel> labels) =>
        context.Edit.PutType(new EnumType(type.Id, type.SchemaName, type.Name, labels), type);

    private static int ValueAt(ImmutableArray<EnumLabel> labels, int place)
    {
        var low = place == 0 ? (labels.IsEmpty ? 0 : labels[0].Value - (2L * EnumType.Gap)) : labels[place - 1].Value;
        var high = place == labels.Length ? low + (2L * EnumType.Gap) : labels[place].Value;
        var value = low + ((high - low) / 2);
        return value > low && value < high && value is > int.MinValue and < int.MaxValue
            ? (int)value
            : throw DefinitionErrors.NoRoomForLabel();
    }

    private static void CheckLabel(string label)
    {
        if (Encoding.UTF8.GetByteCount(label) > LabelBytesMax)
            throw DefinitionErrors.LabelInvalid(label);
    }
}
