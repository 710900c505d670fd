using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE SEQUENCE and ALTER SEQUENCE, and the sequences that serial and identity columns bring with them.</summary>
internal static class SequenceDefinition
{
    /// <summary>Runs CREATE SEQUENCE.</summary>
    public static void Run(DefinitionContext context, CreateSequenceStatement statement)
    {
        if (statement.Persistence == Persistence.Unlogged)
            context.Notify(SessionErrors.LoggedAll(statement.Name.Name, "sequence"));
        var schema = context.ResolveSchema(statement.Name, statement.Persistence);
        var name = statement.Name.Name;
        if (context.Catalog.HasRelation(schema, name))
        {
            if (!statement.IfNotExists)
                throw CatalogErrors.RelationExists(name);
            context.Notice($"relation \"{name}\" already exists, skipping");
            return;
        }

        var options = SequenceOptions.Read(statement.Options, isNew: true);
        var sequence = Make(context, schema, name, SqlType.BigInt, options, isIdentity: false);
        context.Edit.PutSequence(Own(context, sequence, options));
    }

    /// <summary>SET LOGGED and SET UNLOGGED: all sequences but temporary ones are logged, and stay so.</summary>
    public static void SetLogged(DefinitionContext context, SequenceSchema sequence, bool isLogged)
    {
        if (sequence.SchemaName.StartsWith("pg_temp_", StringComparison.Ordinal))
            throw DefinitionErrors.TemporaryIsNotLogged(sequence.Name);
        if (!isLogged)
            context.Notify(SessionErrors.LoggedAll(sequence.Name, "sequence"));
    }

    /// <summary>Runs ALTER SEQUENCE.</summary>
    public static void Run(DefinitionContext context, AlterSequenceStatement statement)
    {
        if (!context.Catalog.TryGetSequence(statement.Name.Schema, statement.Name.Name, out var sequence))
        {
            if (context.Catalog.HasRelation(statement.Name.Schema, statement.Name.Name))
                throw SequenceErrors.NotASequence(statement.Name.Name);
            if (!statement.IfExists)
                throw CatalogErrors.RelationMissing(string.Join('.', statement.Name.Parts), -1);
            context.Notice($"relation \"{statement.Name.Name}\" does not exist, skipping");
            return;
        }

        var options = SequenceOptions.Read(statement.Options, isNew: false);
        if (options.OwnedBy is not null && sequence.IsIdentity)
            throw DefinitionErrors.IdentityOwnership(sequence.Name, TableName(context, sequence));
        Change(context, sequence, options);
    }

    /// <summary>Changes a sequence; where it stands begins a state of its own, so that a rollback takes that back, too.</summary>
    public static void Change(DefinitionContext context, SequenceSchema sequence, SequenceOptions options)
    {
        var position = context.Sequences.Read(sequence, context.Transaction).Position;
        var changed = options.Apply(sequence, ref position, sequence.IsIdentity);
        changed = changed with { State = context.Edit.NewObjectId() };
        context.Edit.DropSequenceState(sequence.State);
        context.Edit.PutSequenceState(changed.State, position);
        context.Edit.PutSequence(options.OwnedBy is null ? changed : Own(context, changed, options));
    }

    /// <summary>Gives a sequence another type, with its column.</summary>
    public static void Retype(DefinitionContext context, SequenceSchema sequence, SqlType type) =>
        Change(context, sequence, SequenceOptions.OfType(type));

    /// <summary>Makes a sequence, which the caller puts into the catalog.</summary>
    public static SequenceSchema Make(
        DefinitionContext context, string schema, string name, SqlType type, SequenceOptions options, bool isIdentity)
    {
        var position = default(SequencePoint);
        var sequence = new SequenceSchema(context.Edit.NewObjectId(), schema, name, context.Edit.NewObjectId())
        {
            Type = type, IsIdentity = isIdentity,
        };
        sequence = options.Apply(sequence, ref position, isIdentity);
        context.Edit.PutSequenceState(sequence.State, position);
        return sequence;
    }

    /// <summary>Lets a sequence start again from its first value.</summary>
    public static void Restart(DefinitionContext context, SequenceSchema sequence)
    {
        var restarted = sequence with { State = context.Edit.NewObjectId() };
        context.Edit.DropSequenceState(sequence.State);
        context.Edit.PutSequenceState(restarted.State, new SequencePoint(sequence.Start, IsCalled: false));
        context.Edit.PutSequence(restarted);
    }

    private static string TableName(DefinitionContext context, SequenceSchema sequence) =>
        context.Catalog.TryGetTable(sequence.OwnerTable, out var table) ? table.Name : "";

    /// <summary>OWNED BY table.column, or NONE.</summary>
    private static SequenceSchema Own(DefinitionContext context, SequenceSchema sequence, SequenceOptions options)
    {
        if (options.OwnedBy is not { } owned)
            return sequence;
        if (owned.Name is not { } name || name.Parts is ["none"])
            return sequence with { OwnerTable = default, OwnerColumn = 0 };
        if (name.Parts.Count < 2)
            throw DefinitionErrors.InvalidOwnedBy();
        var (schema, table, column) = name.Parts.Count == 2
            ? (null, name.Parts[0], name.Parts[1])
            : (name.Parts[^3], name.Parts[^2], name.Parts[^1]);
        if (!context.Catalog.TryGetTable(schema, table, out var owner))
        {
            throw context.Catalog.HasRelation(schema, table)
                ? DefinitionErrors.CannotOwnSequence(table)
                : CatalogErrors.RelationMissing(schema is null ? table : $"{schema}.{table}", -1);
        }

        if (owner.SchemaName != sequence.SchemaName)
            throw DefinitionErrors.OwnerInOtherSchema();
        if (owner.FindColumn(column) is not { } found)
            throw CatalogErrors.ColumnMissing(column, owner.Name);
        return sequence with { OwnerTable = owner.Id, OwnerColumn = found.Number };
    }
}
