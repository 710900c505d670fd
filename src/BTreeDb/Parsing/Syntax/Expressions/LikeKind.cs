namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>The pattern language of a <see cref="LikeExpression"/>.</summary>
internal enum LikeKind
{
    Like,
    ILike,
    SimilarTo,
}
