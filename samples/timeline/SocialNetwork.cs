using BTreeDb.Data;

namespace BTreeDb.Samples.Timeline;

/// <summary>Users, follows, posts and timelines in a database; see timeline.sql for the same in SQL alone.</summary>
internal sealed class SocialNetwork : IDisposable
{
    /// <summary>How many others each user follows.</summary>
    public const int FollowsPerUser = 30;

    private const int PageSize = 20;

    private readonly int _users;
    private readonly BTreeDbConnection _connection;
    private readonly BTreeDbCommand _post;
    private readonly BTreeDbCommand _fanOut;
    private readonly BTreeDbCommand _readJoined;
    private readonly BTreeDbCommand _readFannedOut;
    private readonly BTreeDbParameter<long> _postId = new("id", 0);
    private readonly BTreeDbParameter<long> _author = new("author", 0);
    private readonly BTreeDbParameter<string> _body = new("body", "");
    private readonly BTreeDbParameter<long> _reader = new("reader", 0);
    private long _lastPost;

    public SocialNetwork(string file, int users)
    {
        _users = users;
        _connection = new($"Data Source={file}");
        _connection.Open();
        _post = Command("INSERT INTO posts (id, author_id, body) VALUES (@id, @author, @body)", _postId, _author, _body);
        _fanOut = Command(
            "INSERT INTO timelines (user_id, post_id) SELECT follower_id, @id FROM follows WHERE followee_id = @author",
            _postId, _author);
        _readJoined = Command(
            $"""
            SELECT p.id, u.name, p.body
            FROM follows f
            JOIN posts p ON p.author_id = f.followee_id
            JOIN users u ON u.id = p.author_id
            WHERE f.follower_id = @reader
            ORDER BY p.id DESC
            LIMIT {PageSize}
            """,
            _reader);
        _readFannedOut = Command(
            $"""
            SELECT p.id, u.name, p.body
            FROM timelines t
            JOIN posts p ON p.id = t.post_id
            JOIN users u ON u.id = p.author_id
            WHERE t.user_id = @reader
            ORDER BY t.post_id DESC
            LIMIT {PageSize}
            """,
            _reader);
    }

    /// <summary>Creates the tables and the users with their follows.</summary>
    public void Create()
    {
        Execute(
            """
            DROP TABLE IF EXISTS timelines;
            DROP TABLE IF EXISTS posts;
            DROP TABLE IF EXISTS follows;
            DROP TABLE IF EXISTS users;
            CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
            CREATE TABLE follows (
                follower_id bigint NOT NULL, followee_id bigint NOT NULL, PRIMARY KEY (follower_id, followee_id));
            CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint NOT NULL, body text NOT NULL);
            CREATE TABLE timelines (user_id bigint NOT NULL, post_id bigint NOT NULL, PRIMARY KEY (user_id, post_id));
            CREATE INDEX posts_by_author ON posts (author_id, id DESC);
            CREATE INDEX follows_by_followee ON follows (followee_id);
            """);

        using var transaction = _connection.BeginTransaction();
        using var insertUser = new BTreeDbCommand("INSERT INTO users (id, name) VALUES ($1, $2)", _connection);
        var id = insertUser.Parameters.Add("", 0L);
        var name = insertUser.Parameters.Add("", "");
        using var insertFollow = new BTreeDbCommand("INSERT INTO follows VALUES ($1, $2)", _connection);
        var follower = insertFollow.Parameters.Add("", 0L);
        var followee = insertFollow.Parameters.Add("", 0L);
        for (var user = 1; user <= _users; user++)
        {
            id.TypedValue = user;
            name.TypedValue = $"user{user}";
            insertUser.ExecuteNonQuery();
            follower.TypedValue = user;
            for (var i = 1; i <= Math.Min(FollowsPerUser, _users - 1); i++)
            {
                followee.TypedValue = (user - 1 + i) % _users + 1;
                insertFollow.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    /// <summary>Posts; readers find it by joining.</summary>
    public void Post(long author, string body)
    {
        SetPost(author, body);
        _post.ExecuteNonQuery();
    }

    /// <summary>Posts and puts the post into the timelines of all followers, in one transaction.</summary>
    public void PostToFollowers(long author, string body)
    {
        SetPost(author, body);
        using var transaction = _connection.BeginTransaction();
        _post.ExecuteNonQuery();
        _fanOut.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>Fans out all posts that were made without.</summary>
    public void BuildTimelines() => Execute(
        """
        INSERT INTO timelines (user_id, post_id)
        SELECT f.follower_id, p.id FROM posts p JOIN follows f ON f.followee_id = p.author_id
        """);

    /// <summary>The latest posts for a user, joined now.</summary>
    public List<Post> ReadJoined(long user) => Read(_readJoined, user);

    /// <summary>The latest posts for a user, from the user's own timeline.</summary>
    public List<Post> ReadFannedOut(long user) => Read(_readFannedOut, user);

    /// <inheritdoc/>
    public void Dispose()
    {
        _post.Dispose();
        _fanOut.Dispose();
        _readJoined.Dispose();
        _readFannedOut.Dispose();
        _connection.Dispose();
    }

    private void SetPost(long author, string body)
    {
        _postId.TypedValue = ++_lastPost;
        _author.TypedValue = author;
        _body.TypedValue = body;
    }

    private List<Post> Read(BTreeDbCommand command, long user)
    {
        _reader.TypedValue = user;
        var posts = new List<Post>(PageSize);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            posts.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
        return posts;
    }

    // All texts are this sample's own.
#pragma warning disable CA2100
    private BTreeDbCommand Command(string sql, params ReadOnlySpan<BTreeDbParameter> parameters)
    {
        var command = new BTreeDbCommand(sql, _connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private void Execute(string sql)
    {
        using var command = new BTreeDbCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
