using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Planning.Expressions;

namespace BTreeDb.Planning.Logical;

/// <summary>
/// Adds the results of window functions over one window to each row. Below lies a projection that computes what the
/// window needs: all its expressions but the frame's offsets are columns of the input.
/// </summary>
internal sealed record LogicalWindow(LogicalOperator Input, BoundWindow Window) : LogicalOperator
{
    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } =
        Input.Columns.AddRange(WindowExpression.ColumnsOf(Window.Functions));

    /// <inheritdoc/>
    public override ImmutableArray<LogicalOperator> Inputs => [Input];

    /// <inheritdoc/>
    public override LogicalOperator WithInputs(ImmutableArray<LogicalOperator> inputs) =>
        new LogicalWindow(inputs[0], Window);

    /// <inheritdoc/>
    public override void VisitExpressions(Action<BoundExpression> visit) => WindowExpression.Visit(Window, visit);

    /// <summary>Columns stay columns: only the offsets of the frame are mapped.</summary>
    public override LogicalOperator MapExpressions(Func<BoundExpression, BoundExpression> map) => new LogicalWindow(
        Input, WindowExpression.Map(Window, expression => expression is BoundColumn ? expression : map(expression)));
}
