using BTreeDb.Diagnostics;
using BTreeDb.Files;
using BTreeDb.Primitives;

namespace BTreeDb.Tests.Files;

public sealed class DatabaseFileTests
{
    private const string Name = "x.db";
    private readonly MemoryFileSystem _files = new();

    [Theory]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public void New_database_opens_with_its_page_size(int pageSize)
    {
        var id = Guid.NewGuid();
        Create(pageSize, id);
        using var file = DatabaseFile.Open(_files, Name);
        file.PageSize.ShouldBe(pageSize);
        file.PageCount.ShouldBe(4u);
        file.Meta.DatabaseId.ShouldBe(id);
        file.Meta.CleanShutdown.ShouldBe((byte)1);
        var page = new byte[pageSize];
        file.ReadPage(new PageId(3), page);
        page[100].ShouldBe((byte)3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    [InlineData(65536)]
    [InlineData(5000)]
    public void Other_page_sizes_are_refused(int pageSize) =>
        Should.Throw<EngineException>(() => Create(pageSize, Guid.Empty)).SqlState.ShouldBe("22023");

    [Fact]
    public void Newest_meta_page_counts_and_a_torn_one_leaves_the_other()
    {
        Create(4096, Guid.Empty);
        using (var file = DatabaseFile.Open(_files, Name))
        {
            for (ulong next = 10; next <= 13; next++)
            {
                var meta = file.Meta;
                meta.NextTransactionId = next;
                file.WriteMeta(meta);
            }
        }

        ReadNextTransactionId().ShouldBe(13UL);
        // The fifth write goes over the older copy, in page 0; tear it.
        using (var file = DatabaseFile.Open(_files, Name))
        {
            var meta = file.Meta;
            meta.NextTransactionId = 14;
            file.WriteMeta(meta);
            Damage((file.Meta.Sequence & 1) == 1 ? 4096 + 2000 : 2000);
        }

        ReadNextTransactionId().ShouldBe(13UL);
    }

    [Fact]
    public void Both_meta_pages_damaged_is_told()
    {
        Create(4096, Guid.Empty);
        Damage(50);
        Damage(4096 + 50);
        Fails("XX001", "both copies of the meta page");
    }

    [Fact]
    public void First_meta_page_may_be_lost_whole_at_any_page_size()
    {
        foreach (var size in (int[])[4096, 8192, 16384, 32768])
        {
            Create(size, Guid.Empty);
            using (var raw = _files.Open(Name, FileOpenMode.Existing))
                raw.Write(0, new byte[size]);
            using var file = DatabaseFile.Open(_files, Name);
            file.PageSize.ShouldBe(size);
        }
    }

    [Fact]
    public void Other_files_are_no_database_and_stay_untouched()
    {
        using (var raw = _files.Open(Name, FileOpenMode.Create))
            raw.Write(0, new byte[20_000].Select((_, i) => (byte)i).ToArray());
        Fails("XX001", "is not a BTreeDb database");
        using var again = _files.Open(Name, FileOpenMode.ReadOnly);
        again.Length.ShouldBe(20_000);
    }

    [Fact]
    public void Missing_file_is_told()
    {
        Fails("58P01", "No such file");
        using var directory = new TemporaryDirectory();
        Should.Throw<EngineException>(() => DatabaseFile.Open(RealFileSystem.Instance, directory.File("no/such")))
            .SqlState.ShouldBe("58P01");
    }

    [Fact]
    public void Truncated_file_is_told()
    {
        Create(4096, Guid.Empty);
        using (var raw = _files.Open(Name, FileOpenMode.Existing))
            raw.Truncate((3 * 4096) + 17);
        Fails("XX001", "truncated at page 3");
    }

    [Fact]
    public void Newer_format_and_unknown_features_are_told()
    {
        Create(4096, Guid.Empty);
        PatchMeta((ref MetaPage meta) => meta.FormatVersion = 2);
        Fails("0A000", "format version 2");
        PatchMeta((ref MetaPage meta) =>
        {
            meta.FormatVersion = 1;
            meta.ReaderFeatures = 8;
        });
        Fails("0A000", "unknown format features 8");
    }

    [Fact]
    public void Damaged_misdirected_and_absent_pages_are_told()
    {
        Create(4096, Guid.Empty);
        Damage((3 * 4096) + 1000);
        using var file = DatabaseFile.Open(_files, Name);
        var page = new byte[4096];
        Should.Throw<EngineException>(() => file.ReadPage(new PageId(3), page))
            .Message.ShouldBe("invalid page 3 of file \"x.db\": checksum mismatch");
        Should.Throw<EngineException>(() => file.ReadPage(new PageId(4), page)).Message.ShouldContain("beyond the end");
        file.ReadPage(new PageId(2), page);
        using (var raw = _files.Open(Name, FileOpenMode.Existing))
            raw.Write(3 * 4096, page);
        Should.Throw<EngineException>(() => file.ReadPage(new PageId(3), page))
            .Message.ShouldContain("carries the number of page 2");
    }

    [Fact]
    public void Growing_is_in_steps_and_pages_read_back()
    {
        Create(4096, Guid.Empty);
        using var file = DatabaseFile.Open(_files, Name);
        file.EnsurePages(5);
        file.PageCount.ShouldBe(4u + 64);
        var page = new byte[4096];
        PageHeader.Of(page.AsSpan()).PageIdValue = 60;
        page[4000] = 9;
        file.WritePage(new PageId(60), page);
        var read = new byte[4096];
        file.ReadPage(new PageId(60), read);
        read.ShouldBe(page);
        // A page that was never written is all zeros, which is no valid page.
        Should.Throw<EngineException>(() => file.ReadPage(new PageId(61), read)).SqlState.ShouldBe("XX001");
    }

    [Fact]
    public void Second_owner_is_told_who_the_first_is()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File(Name);
        var files = RealFileSystem.Instance;
        DatabaseFile.Create(files, path, 4096, Guid.Empty, (_, _) => { });
        using (var owner = DatabaseFile.Open(files, path))
        {
            var failure = Should.Throw<EngineException>(() => DatabaseFile.Open(files, path));
            failure.SqlState.ShouldBe("55006");
            failure.Message.ShouldStartWith(
                $"database file \"{path}\" is in use by process {Environment.ProcessId} (");
            owner.WithdrawOwner();
        }

        File.Exists(DatabaseOwner.PathFor(path)).ShouldBeFalse();
        DatabaseFile.Open(files, path).Dispose();
    }

    private delegate void MetaPatch(ref MetaPage meta);

    private void Create(int pageSize, Guid id) =>
        DatabaseFile.Create(_files, Name, pageSize, id, (page, bytes) => bytes[100] = (byte)page.Value);

    private void Fails(string sqlState, string message)
    {
        var failure = Should.Throw<EngineException>(() => DatabaseFile.Open(_files, Name));
        failure.SqlState.ShouldBe(sqlState);
        failure.Message.ShouldContain(message);
        failure.Message.ShouldContain(Name);
    }

    private ulong ReadNextTransactionId()
    {
        using var file = DatabaseFile.Open(_files, Name);
        return file.Meta.NextTransactionId;
    }

    private void Damage(long offset)
    {
        using var raw = _files.Open(Name, FileOpenMode.Existing);
        var one = new byte[1];
        raw.Read(offset, one);
        one[0] ^= 0x40;
        raw.Write(offset, one);
    }

    private void PatchMeta(MetaPatch patch)
    {
        using var raw = _files.Open(Name, FileOpenMode.Existing);
        var page = new byte[4096];
        for (var copy = 0; copy < 2; copy++)
        {
            raw.Read(copy * 4096, page);
            patch(ref MetaPage.Of(page.AsSpan()));
            PageHeader.Seal(page);
            raw.Write(copy * 4096, page);
        }
    }
}
