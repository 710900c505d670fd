using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>Takes the constraints out of ADD COLUMN: they are added to the table once the column is there.</summary>
internal static class AlterActionSplit
{
    /// <summary>The actions that an action stands for.</summary>
    public static IEnumerable<AlterAction> Split(AlterAction action)
    {
        if (action is not AddColumnAction add)
            return [action];
        var own = new List<Constraint>();
        var actions = new List<AlterAction>();
        var name = SyntaxList.Create<Identifier>([new Identifier(add.Column.Position, add.Column.Name)]);
        foreach (var constraint in add.Column.Constraints)
        {
            Constraint? ofTable = constraint switch
            {
                PrimaryKeyConstraint key => key with { Columns = name },
                UniqueConstraint unique => unique with { Columns = name },
                ForeignKeyConstraint foreign => foreign with { Columns = name },
                CheckConstraint check => check,
                _ => null,
            };
            if (ofTable is null)
                own.Add(constraint);
            else
                actions.Add(new AddConstraintAction(constraint.Position, ofTable));
        }

        actions.Insert(0, add with { Column = add.Column with { Constraints = [.. own] } });
        return actions;
    }
}
