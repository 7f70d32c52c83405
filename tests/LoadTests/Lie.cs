namespace Interactions.Tests.LoadTests;

/// <summary>What a scripted server does wrong, once, and otherwise keeps its promises.</summary>
public enum Lie
{
    None,

    /// <summary>Acknowledged, and not in the tally.</summary>
    LosesABookmark,
    LosesAShare,
    LosesAPlay,

    /// <summary>Who likes is kept as one who does not, and somebody else the other way round: the sum is right.</summary>
    SwapsTwoLikes,

    /// <summary>One share more than were sent.</summary>
    DoublesAShare,

    /// <summary>Acknowledged and pushed, and not in the list.</summary>
    LosesAComment,

    /// <summary>A comment in the list that nobody sent.</summary>
    InventsAComment,

    /// <summary>One comment at two offsets, as after a repetition that was not recognised.</summary>
    StoresTwice,

    /// <summary>Two comments in one push, the later one first.</summary>
    SwapsInAPush,

    /// <summary>Two comments have each other's offsets in pushes, unlike in answers and in the list.</summary>
    SwapsOffsets,

    /// <summary>One comment twice in a push.</summary>
    ShowsTwice,

    /// <summary>A push says that it reaches to a comment, which is neither in it nor declared omitted.</summary>
    HidesAComment,

    /// <summary>The same for the comment's author only.</summary>
    HidesFromItsAuthor,

    /// <summary>A comment is shown and declared omitted.</summary>
    OmitsTooMany,

    /// <summary>A comment says that it stands for two, and stands for one.</summary>
    MergesTooMany,

    /// <summary>The last comment never comes.</summary>
    WithholdsTheLast,

    /// <summary>One viewer more than there are.</summary>
    CountsAGhost,

    /// <summary>The board has a like more than the tally.</summary>
    ShowsAWrongBoard,

    /// <summary>Viewers who do not read are closed, and no counter says so.</summary>
    ShedsUncounted,

    /// <summary>Viewers who do not read stay.</summary>
    KeepsTheSlow,

    /// <summary>More watch seconds than were reported.</summary>
    CreditsTooMuch,

    /// <summary>The seconds of one report are acknowledged, and never credited.</summary>
    CreditsTooLittle,

    /// <summary>Who left is still a viewer.</summary>
    KeepsWhoLeft,

    /// <summary>A retraction is acknowledged, and the comment is still in the list.</summary>
    KeepsTheRetracted,

    /// <summary>A retraction is acknowledged, and no screen hears of it.</summary>
    TellsNobody,

    /// <summary>Two comments are acknowledged with one offset.</summary>
    AcknowledgesTwoAtOne,

    /// <summary>The push of the second comment does not come. No broken promise: whoever asks is told.</summary>
    SkipsAPush,

    /// <summary>The same, and the answer to those who ask lacks the comment.</summary>
    SkipsInAnAnswer,

    /// <summary>The same, and the answer has the later comment first.</summary>
    SwapsInAnAnswer,

    /// <summary>The same, and whoever asks has to start afresh, as if there were too much to catch up.</summary>
    ResetsWithoutNeed,

    /// <summary>Every like is refused. No broken promise either.</summary>
    RefusesLikes,

    /// <summary>The first request is refused as busy. No broken promise either: who is busy says when to come back.</summary>
    IsBusyAtFirst,

    /// <summary>The first comments come to screens together, with the two hundredth.</summary>
    TellsLate,

    /// <summary>Pushes have a like more than the tally.</summary>
    PushesALikeTooMany,

    /// <summary>Counters change, and no push says so.</summary>
    PushesNoCounters,

    /// <summary>Nobody who joins hears an answer.</summary>
    AnswersNobody,
}
