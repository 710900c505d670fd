using System.Text;
using BTreeDb.Files;

namespace BTreeDb.Tests.Files;

public sealed class FileSystemTests
{
    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void File_reads_back_what_was_written_and_zeros_between(bool real)
    {
        using var directory = new TemporaryDirectory();
        var files = Create(real);
        var path = directory.File("a");
        using (var file = files.Open(path, FileOpenMode.Create))
        {
            file.Write(300_000, "far"u8);
            file.Allocate(600_000);
            file.Length.ShouldBe(600_000);
            file.Sync();
            var bytes = new byte[5];
            file.Read(299_999, bytes).ShouldBe(5);
            bytes.ShouldBe([0, (byte)'f', (byte)'a', (byte)'r', 0]);
            file.Read(599_998, bytes).ShouldBe(2);
            file.Read(700_000, bytes).ShouldBe(0);
            file.Truncate(300_001);
            file.Length.ShouldBe(300_001);
            file.Allocate(300_010);
            file.Read(300_000, bytes).ShouldBe(5);
            bytes.ShouldBe([(byte)'f', 0, 0, 0, 0]);
        }

        files.Rename(path, path + "2");
        files.Exists(path).ShouldBeFalse();
        files.Exists(path + "2").ShouldBeTrue();
        Should.Throw<FileNotFoundException>(() => files.Open(path, FileOpenMode.Existing));
        files.Delete(path + "2");
        files.Delete(path + "2");
        files.Exists(path + "2").ShouldBeFalse();
    }

    [Fact]
    public void Second_writer_is_locked_out_and_does_no_harm()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("a");
        using (var first = RealFileSystem.Instance.Open(path, FileOpenMode.Create))
        {
            first.Write(0, "content"u8);
            foreach (var mode in (FileOpenMode[])[FileOpenMode.Existing, FileOpenMode.Create, FileOpenMode.ReadOnly])
                Should.Throw<FileLockedException>(() => RealFileSystem.Instance.Open(path, mode));
        }

        using var reader = RealFileSystem.Instance.Open(path, FileOpenMode.ReadOnly);
        var bytes = new byte[7];
        reader.Read(0, bytes).ShouldBe(7);
        Encoding.ASCII.GetString(bytes).ShouldBe("content");
    }

    [Fact]
    public void Full_disk_is_recognised_from_the_operating_systems_error()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var handle = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        using var file = new RealFile("/dev/full", handle);
        var failure = Should.Throw<IOException>(() => file.Write(0, new byte[10]));
        FileErrors.IsDiskFull(failure).ShouldBeTrue();
        FileErrors.Failed("extend", "x", failure).SqlState.ShouldBe("53100");
    }

    private static IFileSystem Create(bool real) => real ? RealFileSystem.Instance : new MemoryFileSystem();
}
