using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>Runs what may stand inside of CREATE SCHEMA.</summary>
internal static class DefinitionDispatch
{
    /// <summary>Runs a definition.</summary>
    public static void Run(DefinitionContext context, Statement statement, long memoryBytes)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                TableCreation.Run(context, create);
                break;
            case CreateIndexStatement create:
                IndexCreation.Run(context, create, memoryBytes);
                break;
            case CreateViewStatement create:
                ViewCreation.Run(context, create);
                break;
            case CreateSequenceStatement create:
                SequenceDefinition.Run(context, create);
                break;
            default:
                throw DefinitionErrors.NotSupported("this statement inside of CREATE SCHEMA", statement.Position);
        }

        context.ShowChanges();
    }
}
