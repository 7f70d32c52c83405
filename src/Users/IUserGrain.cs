using Orleans.Concurrency;

namespace Interactions.Users;

/// <summary>
/// A user's own record. What he liked, kept, watched and wrote is projected from the episodes, follows from the creators; sanctions and settings are
/// facts of this grain. Its key is the <see cref="UserKey"/>.
/// </summary>
[Alias("interactions.user"), GrainInterfaceType("user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Hears facts; durable when it answers. Hearing twice or late changes nothing.</summary>
    [AlwaysInterleave, Alias("project")]
    Task Project(UserProjection projection);

    [AlwaysInterleave, Alias("get")]
    Task<UserRecord> Get();

    /// <summary>
    /// Notes in his record that the user is muted, or not any more; durable when it answers. Gateways go by the list of the <see cref="IRevocationGrain"/>.
    /// </summary>
    [AlwaysInterleave, Alias("sanction")]
    Task Sanction(UserStanding standing);

    [AlwaysInterleave, Alias("get-settings")]
    Task<UserSettings> GetSettings();

    /// <summary>Replaces the settings; durable when it answers.</summary>
    [AlwaysInterleave, Alias("configure")]
    Task Configure(UserSettings settings);
}
