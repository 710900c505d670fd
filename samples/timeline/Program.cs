// Posting and reading home timelines in two ways, through ADO.NET: joining at read time, and fanning out on write.
// Usage: Timeline [FILE] [USERS] [POSTS]; without a file the database lies in a temporary folder.

using System.Globalization;
using BTreeDb.Samples.Timeline;

var users = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
var posts = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 500;
var folder = args.Length > 0 ? null : Directory.CreateTempSubdirectory("btreedb-timeline-");
try
{
    var file = folder is null ? args[0] : Path.Combine(folder.FullName, "timeline.db");
    using var network = new SocialNetwork(file, users);
    network.Create();

    var postJoined = new Latencies("post, read-time join");
    var postFannedOut = new Latencies("post, fan-out");
    var readJoined = new Latencies("read, read-time join");
    var readFannedOut = new Latencies("read, fan-out");

    for (var i = 0; i < posts; i++)
        postJoined.Measure(() => network.Post(i % users + 1, $"post number {i}"));
    network.BuildTimelines();
    for (var i = 0; i < posts; i++)
        postFannedOut.Measure(() => network.PostToFollowers(i % users + 1, $"post number {posts + i}"));

    for (var i = 0; i < posts; i++)
    {
        var reader = i % users + 1;
        var joined = readJoined.Measure(() => network.ReadJoined(reader));
        var fannedOut = readFannedOut.Measure(() => network.ReadFannedOut(reader));
        if (!joined.SequenceEqual(fannedOut))
        {
            Console.Error.WriteLine($"the two timelines of user {reader} differ");
            return 1;
        }
    }

    Console.WriteLine($"{users} users, {SocialNetwork.FollowsPerUser} follows each, {2 * posts} posts");
    Console.WriteLine(Latencies.Header);
    foreach (var latencies in (Latencies[])[postJoined, postFannedOut, readJoined, readFannedOut])
        Console.WriteLine(latencies);
    return 0;
}
finally
{
    folder?.Delete(recursive: true);
}
