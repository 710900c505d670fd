namespace BTreeDb.Engine.SystemCatalog;

/// <summary>The one user: whoever has the file owns all in it.</summary>
internal static class DatabaseUser
{
    /// <summary>What <c>current_user</c> says.</summary>
    public const string Name = "btreedb";
}
