using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BTreeDb.Buffers;
using BTreeDb.Primitives;
using BTreeDb.Tests.Transactions;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Trees;

/// <summary>
/// Page work as scripts, in tests/golden/pages: a line that begins with '>' is a command, what follows is the tree
/// afterwards. Set BTREEDB_REWRITE=1 to write the files anew after a wanted change.
/// </summary>
public sealed class TreeDumpTests
{
    public static TheoryData<string> Scripts
    {
        get
        {
            var data = new TheoryData<string>();
            var files = Directory.GetFiles(Folder(), "*.txt");
            Array.Sort(files, StringComparer.Ordinal);
            foreach (var file in files)
                data.Add(Path.GetFileName(file));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Tree_is_as_the_golden_file_says_after_each_command(string name)
    {
        var path = Path.Combine(Folder(), name);
        var expected = File.ReadAllText(path);
        using var run = new Script();
        var actual = run.Execute(expected);
        if (Environment.GetEnvironmentVariable("BTREEDB_REWRITE") == "1")
            File.WriteAllText(path, actual);
        actual.ShouldBe(File.ReadAllText(path));
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "../../golden/pages");

    private sealed class Script : IDisposable
    {
        private readonly TestDatabase _db = new(pageSize: 512);
        private readonly StringBuilder _output = new();
        private Transaction? _open;

        public string Execute(string script)
        {
            foreach (var line in script.Split('\n'))
            {
                if (line.StartsWith('#') || (line.Length == 0 && _output.Length == 0))
                    _output.Append(line).Append('\n');
                if (!line.StartsWith('>'))
                    continue;
                _output.Append(line).Append('\n');
                Command(line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }

            return _output.ToString();
        }

        public void Dispose()
        {
            _open?.Dispose();
            _db.Dispose();
        }

        private void Command(string[] words)
        {
            switch (words[0])
            {
                case "begin":
                    _open = _db.Begin();
                    break;
                case "commit":
                    _open!.Commit();
                    _open = null;
                    break;
                case "rollback":
                    _open!.Rollback();
                    _open = null;
                    break;
                case "insert":
                    InTransaction(transaction => _db.Insert(transaction, words[1], Value(words[2])));
                    break;
                case "fill":
                    Fill(Number(words[2]), Number(words[3]), words[1], Value(words[4]));
                    break;
                case "update":
                    InTransaction(transaction => _db.Update(transaction, words[1], Value(words[2])).ShouldBeTrue());
                    break;
                case "delete":
                    InTransaction(transaction => _db.Delete(transaction, words[1]).ShouldBeTrue());
                    break;
                case "purge":
                    _db.System.Reclaimer.ReclaimNow();
                    break;
                case "dump":
                    TreeDump.Append(_output, _db.Storage.Store, _db.Tree.Id);
                    break;
                case "page":
                    DumpPage(new PageId((uint)Number(words[1])));
                    break;
                default:
                    throw new InvalidOperationException($"unknown command {words[0]}");
            }
        }

        private void InTransaction(Action<Transaction> action)
        {
            if (_open != null)
            {
                action(_open);
                return;
            }

            using var transaction = _db.Begin();
            action(transaction);
            transaction.Commit();
        }

        private void Fill(int from, int to, string prefix, string value) => InTransaction(transaction =>
        {
            var step = from <= to ? 1 : -1;
            for (var i = from; i != to + step; i += step)
                _db.Insert(transaction, string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:D3}"), value);
        });

        private void DumpPage(PageId page)
        {
            using var guard = _db.Storage.Pool.LatchShared(page, AccessHint.Normal);
            PageDump.Append(_output, guard.Bytes);
        }

        /// <summary>A letter and a number stand for the letter that many times.</summary>
        private static string Value(string word) => word.Length > 1 && char.IsAsciiDigit(word[1])
            ? new string(word[0], Number(word[1..])) : word;

        private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
    }
}
