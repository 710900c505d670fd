namespace BTreeDb.Types;

/// <summary>Finds catalog objects for the input of <c>regclass</c> and <c>regtype</c>; implemented by the engine.</summary>
internal interface IObjectNames
{
    /// <summary>The name by which the session knows the object that a name or number means; an error when there is none.</summary>
    /// <param name="text">A name as SQL writes it, or a number.</param>
    /// <param name="type"><see cref="TypeId.RegClass"/> or <see cref="TypeId.RegType"/>.</param>
    string Find(string text, TypeId type);
}
