using BTreeDb.Catalog;
using BTreeDb.Execution.Constraints;
using BTreeDb.Types;

namespace BTreeDb.Engine.Constraints;

/// <summary>A check that was put off to the commit, or to SET CONSTRAINTS ... IMMEDIATE.</summary>
internal abstract record DeferredCheck
{
    /// <summary>The constraint.</summary>
    public abstract ObjectId Constraint { get; }

    /// <summary>A referencing row whose key was not found.</summary>
    internal sealed record OfRow(ReferencingRow Row) : DeferredCheck
    {
        /// <inheritdoc/>
        public override ObjectId Constraint => Row.Key.Id;
    }

    /// <summary>A key that has gone and may still be referred to.</summary>
    internal sealed record OfReferenced(ForeignKeySchema Key, Datum[] Values) : DeferredCheck
    {
        /// <inheritdoc/>
        public override ObjectId Constraint => Key.Id;
    }

    /// <summary>A key that several rows had.</summary>
    internal sealed record OfDuplicate(PossibleDuplicate Duplicate) : DeferredCheck
    {
        /// <inheritdoc/>
        public override ObjectId Constraint => Duplicate.Index.Id;
    }
}
