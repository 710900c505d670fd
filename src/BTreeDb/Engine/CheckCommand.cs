using System.Collections.Immutable;
using BTreeDb.Checking;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Vectors;
using BTreeDb.Parsing.Syntax.Session;
using BTreeDb.Types;

namespace BTreeDb.Engine;

/// <summary>CHECK DATABASE: a row for each finding, none for a sound database.</summary>
internal sealed class CheckCommand(DatabaseEngine engine, SessionTransaction transaction, Action<Notice> notify)
{
    /// <summary>The columns of the result.</summary>
    public static ImmutableArray<ResultColumn> Columns { get; } =
    [
        new("kind", SqlType.Text, IsNullable: false),
        new("object", SqlType.Text, IsNullable: false),
        new("page", SqlType.BigInt),
        new("detail", SqlType.Text, IsNullable: false),
    ];

    /// <summary>Runs the check in the session's transaction.</summary>
    public BufferedRows Run(CheckDatabaseStatement statement, CancellationToken cancellation)
    {
        if (!statement.Options.IsEmpty)
            throw SessionErrors.NotSupported("options of CHECK DATABASE", statement.Options[0].Position);
        var check = new DatabaseCheck(engine.Storage, engine.Catalogs, transaction.Access);
        var rows = ToRows(check.Run(cancellation));
        if (!check.LooksForLeaks)
        {
            notify(new Notice("NOTICE", SqlState.SuccessfulCompletion,
                "pages in use that nothing links to were not looked for, because of damage or running transactions"));
        }

        return rows;
    }

    private static BufferedRows ToRows(IReadOnlyList<CheckFinding> findings)
    {
        var columns = new ColumnVector[Columns.Length];
        for (var c = 0; c < columns.Length; c++)
            columns[c] = ColumnVector.Create(Columns[c].Type, Math.Max(1, findings.Count));
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            columns[0].SetDatum(i, Datum.FromText(finding.Kind.ToString().ToLowerInvariant()));
            columns[1].SetDatum(i, Datum.FromText(finding.Object));
            columns[2].SetDatum(i, finding.Page.IsNone ? Datum.Null : Datum.FromInt64(finding.Page.Value));
            columns[3].SetDatum(i, Datum.FromText(finding.Detail));
        }

        var rows = new BufferedRows();
        rows.Add(new Batch(columns) { RowCount = findings.Count });
        return rows;
    }
}
