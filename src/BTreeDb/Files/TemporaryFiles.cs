namespace BTreeDb.Files;

/// <summary>
/// Names for temporary files beside the database. A crash leaves such files behind; the next opening of the database
/// calls <see cref="DeleteLeftovers"/>.
/// </summary>
/// <param name="files">Where files are made.</param>
/// <param name="prefix">The database's path; a number is added.</param>
internal sealed class TemporaryFiles(IFileSystem files, string prefix)
{
    private const int LeftoversMax = 10_000;
    private const int GapMax = 64;
    private int _last;

    /// <summary>Where the files are.</summary>
    public IFileSystem Files => files;

    /// <summary>A name that nobody uses.</summary>
    public string NextPath() => PathOf(Interlocked.Increment(ref _last));

    /// <summary>
    /// Deletes what a crashed process left. Numbers start at 1, and files that were closed leave gaps, so the search ends
    /// where many in a row are missing.
    /// </summary>
    public void DeleteLeftovers()
    {
        var misses = 0;
        for (var number = 1; number < LeftoversMax && misses < GapMax; number++)
        {
            if (files.Exists(PathOf(number)))
            {
                Delete(PathOf(number));
                misses = 0;
            }
            else
            {
                misses++;
            }
        }
    }

    /// <summary>Deletes a file; should that fail, the next opening tries again, and whoever needs the name replaces it.</summary>
    public void Delete(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (IOException)
        {
            // It only takes room.
        }
    }

    private string PathOf(int number) => $"{prefix}-tmp{number}";
}
