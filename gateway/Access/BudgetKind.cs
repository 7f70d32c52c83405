namespace Interactions.Gateway.Access;

/// <summary>What is paid for, each from its own budget. Also the closed list of a metric's label.</summary>
public enum BudgetKind
{
    Like,
    Bookmark,
    Share,
    Follow,
    Comment,
    Watch,
    Join,
    Report,
    LikeComment,

    /// <summary>Retracting and releasing comments.</summary>
    Moderate,

    /// <summary>Opening a creator's board, or a moderator's desk.</summary>
    Board,

    /// <summary>Reading over REST.</summary>
    Read,

    /// <summary>Creating and changing episodes, importing and exporting.</summary>
    Manage,
}
