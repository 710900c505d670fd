using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>Makes columns of a table that is being created or altered, with the sequences that they bring.</summary>
/// <param name="context">The surroundings.</param>
/// <param name="schema">The table's schema.</param>
/// <param name="table">The table's name.</param>
/// <param name="id">The table's id.</param>
/// <param name="newRelations">Names that the statement has given to relations already.</param>
internal sealed class ColumnCreation(
    DefinitionContext context, string schema, string table, ObjectId id, HashSet<string> newRelations)
{
    /// <summary>Makes a column. Generation expressions are bound when all columns are there.</summary>
    public ColumnSchema Make(ColumnDraft draft, int ordinal, int number)
    {
        var column = new ColumnSchema(draft.Name, ordinal, draft.Type, draft.IsNullable ?? true, draft.DefaultSql)
        {
            Number = number,
            Collation = draft.Collation,
            Generation = draft.IsCopiedGeneration ? ColumnGeneration.Stored : ColumnGeneration.None,
        };
        if (draft.IsSerial)
            return column with { DefaultSql = MakeSerial(column) };
        if (draft.Identity is { } identity)
            return MakeIdentity(column, identity.Always, SequenceOptions.Read(identity.Options, isNew: true));
        if (draft.CopiedIdentity is { } copied)
            return CopyIdentity(column, copied);
        if (draft.Default is not { } syntax)
            return column;
        Binder.BindDefault(syntax, draft.Name, draft.Type, context.Catalog, context.Binding);
        return column with { DefaultSql = SyntaxPrinter.Print(syntax) };
    }

    /// <summary>Gives a column an identity sequence.</summary>
    public ColumnSchema MakeIdentity(ColumnSchema column, bool isAlways, SequenceOptions options)
    {
        CheckIdentityType(column.Type);
        var sequence = MakeSequence(column, options, isIdentity: true);
        return column with
        {
            Generation = isAlways ? ColumnGeneration.IdentityAlways : ColumnGeneration.IdentityByDefault,
            IdentitySequence = sequence.Id,
            IsNullable = false,
        };
    }

    /// <summary>A sequence that counts as another one does, from its beginning.</summary>
    private ColumnSchema CopyIdentity(ColumnSchema column, ColumnSchema copied)
    {
        var made = MakeIdentity(column, copied.Generation == ColumnGeneration.IdentityAlways, NoOptions());
        if (context.Catalog.TryGetSequence(copied.IdentitySequence, out var source)
            && context.Catalog.TryGetSequence(made.IdentitySequence, out var sequence))
        {
            context.Edit.PutSequence(source with
            {
                Id = sequence.Id,
                SchemaName = sequence.SchemaName,
                Name = sequence.Name,
                State = sequence.State,
                OwnerTable = sequence.OwnerTable,
                OwnerColumn = sequence.OwnerColumn,
            });
            context.Edit.PutSequenceState(sequence.State, new SequencePoint(source.Start, IsCalled: false));
        }

        return made;
    }

    private static SequenceOptions NoOptions() => SequenceOptions.Read(SyntaxList<SequenceOption>.Empty, isNew: true);

    /// <summary>Refuses types that an identity column cannot have.</summary>
    public static void CheckIdentityType(SqlType type)
    {
        if (type.User is not null || type.Id is not (TypeId.SmallInt or TypeId.Integer or TypeId.BigInt))
            throw DefinitionErrors.SequenceType(isIdentity: true);
    }

    private string MakeSerial(ColumnSchema column)
    {
        var sequence = MakeSequence(column, NoOptions(), isIdentity: false);
        var name = $"{QualifiedText.Quote(sequence.SchemaName)}.{QualifiedText.Quote(sequence.Name)}";
        return $"nextval('{name.Replace("'", "''", StringComparison.Ordinal)}'::regclass)";
    }

    private SequenceSchema MakeSequence(ColumnSchema column, SequenceOptions options, bool isIdentity)
    {
        var name = options.SequenceName?.Name ?? ConstraintNames.Choose(table, column.Name, "seq", IsTaken);
        if (IsTaken(name))
            throw CatalogErrors.RelationExists(name);
        newRelations.Add(name);
        var sequence = SequenceDefinition.Make(context, schema, name, column.Type, options, isIdentity) with
        {
            OwnerTable = id, OwnerColumn = column.Number,
        };
        context.Edit.PutSequence(sequence);
        return sequence;
    }

    private bool IsTaken(string name) => newRelations.Contains(name) || context.Catalog.HasRelation(schema, name);
}
