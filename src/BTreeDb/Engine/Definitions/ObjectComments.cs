using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Engine.Definitions;

/// <summary>Changes the comments on an object and its parts.</summary>
internal static class ObjectComments
{
    /// <summary>Sets a comment, or takes it away if the text is null or empty.</summary>
    public static void Set(DefinitionContext context, ObjectId id, int column, string? constraint, string? text)
    {
        var comments = Without(context.Catalog.CommentsOf(id), column, constraint);
        context.Edit.PutComments(id, string.IsNullOrEmpty(text) ? comments : comments.Add(new(column, constraint, text)));
    }

    /// <summary>A column has gone.</summary>
    public static void DropColumn(DefinitionContext context, ObjectId id, int column) => Set(context, id, column, null, null);

    /// <summary>A constraint has another name or is gone.</summary>
    public static void MoveConstraint(DefinitionContext context, ObjectId id, string from, string? to)
    {
        foreach (var comment in context.Catalog.CommentsOf(id))
        {
            if (comment.Constraint != from)
                continue;
            Set(context, id, 0, from, null);
            if (to is not null)
                Set(context, id, 0, to, comment.Text);
        }
    }

    private static ImmutableArray<ObjectComment> Without(
        ImmutableArray<ObjectComment> comments, int column, string? constraint) =>
        comments.RemoveAll(comment => comment.Column == column && comment.Constraint == constraint);
}
