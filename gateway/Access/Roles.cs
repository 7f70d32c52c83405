namespace Interactions.Gateway.Access;

/// <summary>The closed list of what a token's <c>roles</c> may say. Anything else in it is ignored.</summary>
public static class Roles
{
    /// <summary>Watches and acts. Every valid token may do that, with or without this role.</summary>
    public const string Viewer = "viewer";

    /// <summary>Owns episodes.</summary>
    public const string Creator = "creator";

    /// <summary>Decides about other people's comments.</summary>
    public const string Moderator = "moderator";

    /// <summary>Runs the product; may see every board.</summary>
    public const string Ops = "ops";

    public static readonly IReadOnlyList<string> All = [Viewer, Creator, Moderator, Ops];
}

/// <summary>Names of the authorization policies. They only say who may knock; whose the resource is, each call checks for itself.</summary>
public static class Policies
{
    /// <summary>Any valid token.</summary>
    public const string User = "user";

    public const string Creator = "creator";

    public const string Moderator = "moderator";

    public const string Ops = "ops";
}
