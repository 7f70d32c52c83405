using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>The pages as people use them: Chromium, a real gateway, two persons. The steps are in <c>gateway/web/e2e</c>.</summary>
public sealed class PagesTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    [Fact]
    public Task A_comment_typed_in_one_page_flies_in_another() => Check("commentFlies");

    [Fact]
    public Task A_like_counts_once_and_is_still_there_after_a_reload() => Check("likeCountsOnce");

    [Fact]
    public Task A_comment_is_liked_from_the_list_by_keys_and_still_after_a_reload() => Check("commentIsLikedFromTheList");

    [Fact]
    public Task Markup_in_a_comment_is_shown_as_text() => Check("markupIsOnlyText");

    [Fact]
    public Task A_page_that_lost_its_connection_comes_back_without_gap_or_repeat() => Check("lostConnectionResumes");

    [Fact]
    public Task A_page_whose_token_is_taken_away_says_so_and_connects_only_after_a_new_sign_in() => Check("sessionEndsOnce");

    [Fact]
    public Task The_client_package_flies_comments_over_a_plain_video() => Check("exampleFlies");

    [Fact]
    public Task The_studio_shows_what_the_audience_does() => Check("studioShowsTheBoard");

    [Fact]
    public Task What_the_creator_pins_thanks_for_and_answers_is_on_viewers_screens() => Check("creatorPinsThanksAndAnswers");

    [Fact]
    public Task An_overlay_is_transparent_and_shows_what_is_said_until_its_key_is_revoked() => Check("overlayShowsUntilRevoked");

    [Fact]
    public Task The_studio_speaks_chinese_and_remembers_it() => Check("studioSpeaksChinese");

    [Fact]
    public Task The_ops_page_says_how_the_gateway_is() => Check("opsSaysHowItIs");

    [Fact]
    public Task A_first_comment_flies_and_the_script_is_small() => Check("scriptIsSmall");

    [Fact]
    public Task Fingers_like_in_one_message_and_swipe_to_the_next_episode() => Check("fingersLikeAndSwipe");

    [Fact]
    public Task Display_settings_are_remembered() => Check("settingsAreRemembered");

    [Fact]
    public Task What_one_keeps_and_follows_is_there_after_a_reload_and_a_shared_link_has_the_time() => Check("keptFollowedAndShared");

    [Fact]
    public Task Blocked_words_are_not_shown() => Check("blockedWordsAreGone");

    [Fact]
    public Task Playback_resumes_where_it_was_left_and_a_link_leads_to_its_place() => Check("playbackResumesAndLinksLead");

    [Fact]
    public Task The_pages_have_no_serious_findings_of_accessibility() => Check("pagesAreAccessible");

    [Fact]
    public Task A_held_comment_is_shown_when_a_moderator_allows_it_and_held_again_when_he_undoes_it() => Check("heldUntilAllowed");

    [Fact]
    public Task A_removed_comment_leaves_alone_and_comes_back_when_that_is_undone() => Check("removedAloneAndBack");

    [Fact]
    public Task A_decision_takes_a_comment_off_another_screen_in_mid_flight() => Check("decisionReachesFlights");

    [Fact]
    public Task A_mute_is_in_the_audit_log_and_undoing_it_lifts_it() => Check("deskMutesAndTakesItBack");

    [Fact]
    public Task The_rule_bench_names_and_marks_the_word() => Check("benchNamesTheRule");

    [Fact]
    public Task An_ops_page_whose_token_is_taken_away_says_so_and_asks_no_more() => Check("opsStopsWhenRevoked");

    [Fact]
    public Task Holding_the_picture_likes_once() => Check("holdingLikesOnce");

    [Fact]
    public Task A_comment_is_copied_from_the_list() => Check("commentIsCopied");

    [Fact]
    public Task Nothing_flies_while_the_page_is_hidden() => Check("hiddenPageFliesNothing");

    [Fact]
    public Task A_comment_flies_in_the_mode_and_colour_that_were_chosen() => Check("modeAndColourAreChosen");

    [Fact]
    public Task Keys_and_the_list_go_through_the_series() => Check("keysAndListGoThroughTheSeries");

    [Fact]
    public Task The_heat_strip_leads_to_a_place_and_a_seek_shows_what_was_said_there() => Check("seekShowsThatPlace");

    [Fact]
    public Task Settings_change_the_picture_at_once() => Check("settingsChangeThePicture");

    [Fact]
    public Task A_blocked_person_is_gone_until_unblocked() => Check("blockedPersonIsGone");

    [Fact]
    public Task A_refused_comment_says_why_and_what_to_do() => Check("refusedCommentSaysWhy");

    [Fact]
    public Task A_moderator_decides_mutes_and_undoes_by_keys() => Check("keysDecide");

    [Fact]
    public Task A_decision_is_heard_at_other_desks_which_ask_nothing_meanwhile() => Check("desksHearOfEachOther");

    [Fact]
    public Task Slow_mode_and_closing_reach_viewers_from_the_moderators_page() => Check("moderatorSlowsAndCloses");

    private Task<string> Check(string name) => PageCheck.Run(gateway, name);
}
