import { language } from '../language/tongue.svelte';
import { advice } from '../language/words';
import { backoff } from '../wire/backoff';
import { Feed } from '../wire/feed';
import { newId } from '../wire/id';
import type { Line } from '../wire/line';
import type {
  Answer, BookmarkAnswer, Comment, CommentAnswer, FollowAnswer, JoinAnswer, LikeAnswer, Mode, Pulse, Refusal, Settings, ShareAnswer, Tally,
} from '../wire/types';
import { OwnComments } from './own.svelte';
import { Toggle } from './toggle.svelte';

/** How many comments the list keeps; the whole list is the server's to page through. */
const listMax = 200;
/** How many pulses wait for a join under way. More are dropped: then the join's answer shows the hole, and we join again. */
const pulsesMax = 100;
/** Likes that follow each other within this time are sent as one. */
const burstMs = 250;
const backForMs = 4000;

/** One episode on this screen: what the server says of it, and what this viewer does in it. */
export class Room {
  joined = $state(false);
  settings = $state.raw<Settings | null>(null);
  tally = $state.raw<Tally | null>(null);
  comments = $state.raw<Comment[]>([]);
  omitted = $state(0);
  /** For a moment after coming back: how many seconds of the episode were caught up. */
  backAfter = $state<number | null>(null);
  notice = $state('');
  readonly episodeId: string;
  readonly own: OwnComments;
  readonly like: Toggle;
  readonly bookmark: Toggle;
  readonly follow: Toggle;
  /** The picture hangs itself in here. */
  onFly: (comment: Comment, own: boolean) => void = () => {};
  onRetract: (ids: string[]) => void = () => {};
  readonly #line: Line;
  readonly #follows: (creatorId: string) => Promise<boolean | null>;
  #feed = new Feed();
  #joining = false;
  #left = false;
  #attempt = 0;
  #lostAt: number | null = null;
  #pulses: Pulse[] = [];

  /** @param follows Whether the viewer follows a creator, or null when nobody can say. */
  constructor(episodeId: string, line: Line, follows: (creatorId: string) => Promise<boolean | null>) {
    this.episodeId = episodeId;
    this.#line = line;
    this.#follows = follows;
    const refused = (refusal: Refusal) => (this.notice = advice(language.words, refusal));
    this.own = new OwnComments((request) => line.call<CommentAnswer>('Comment', request));
    this.like = new Toggle(async (on) => {
      const answer = await line.call<LikeAnswer>('Like', { episodeId, on });
      return { ...answer, on: answer.liked, count: answer.likes };
    }, refused, burstMs);
    this.bookmark = new Toggle(async (on) => {
      const answer = await line.call<BookmarkAnswer>('Bookmark', { episodeId, on });
      return { ...answer, on: answer.bookmarked, count: answer.bookmarks };
    }, refused);
    this.follow = new Toggle(async (on) => {
      const answer = await line.call<FollowAnswer>('Follow', { creatorId: this.settings?.creatorId ?? '', on });
      return { ...answer, on: answer.following, count: answer.followers };
    }, refused);
  }

  async join(): Promise<void> {
    if (this.#joining || this.#left) return;
    this.#joining = true;
    const answer = await this.#line.call<JoinAnswer>('Join', { episodeId: this.episodeId, ...(this.#feed.position ? { after: this.#feed.position } : {}) });
    this.#joining = false;
    if (this.#left) return;
    if (!answer.ok) {
      this.joined = false;
      this.#say(answer);
      if (answer.refusal?.code === 0 || answer.refusal?.retryAfterMs) this.#joinLater(answer.refusal.retryAfterMs ?? 0);
      return;
    }
    this.#arrive(answer);
    for (const pulse of this.#pulses.splice(0)) this.pulse(pulse);
  }

  /** The connection is gone; what is shown is what was, until the next join. */
  lost(): void {
    this.joined = false;
    if (this.wasJoined) this.#lostAt ??= performance.now();
  }

  get wasJoined(): boolean {
    return this.#feed.position !== null;
  }

  leave(): void {
    this.#left = true;
    void this.#line.call('Leave', { episodeId: this.episodeId });
  }

  pulse(pulse: Pulse): void {
    if (this.#joining) {
      if (this.#pulses.length < pulsesMax) this.#pulses.push(pulse);
      return;
    }
    const taken = this.#feed.pulse(pulse);
    if (taken.gap) {
      this.#joinLater(0);
      return;
    }
    this.#attempt = 0;
    this.omitted += pulse.omitted;
    if (pulse.settings) this.settings = pulse.settings;
    if (pulse.tally) this.#count(pulse.tally);
    this.#take(taken.comments, taken.retracted);
    this.#thank(pulse.thanked);
    this.#fly(taken.comments);
  }

  write(text: string, atMs: number, mode: Mode, color: number): void {
    const request = this.own.write(this.episodeId, atMs, text, mode, color);
    this.onFly({ ...request, id: request.commentId, offset: 0, author: '', name: '', writtenAtMs: Date.now() }, true);
  }

  async share(): Promise<void> {
    const answer = await this.#line.call<ShareAnswer>('Share', { episodeId: this.episodeId, shareId: newId() });
    if (answer.ok && this.tally) this.tally = { ...this.tally, shares: answer.shares };
    if (!answer.ok) this.#say(answer);
  }

  async report(commentId: string): Promise<void> {
    const answer = await this.#line.call('Report', { episodeId: this.episodeId, commentId, reason: 'reported from the list' });
    this.#say(answer, language.words.reported);
  }

  #arrive(answer: JoinAnswer): void {
    const { comments, reset } = this.#feed.join(answer);
    this.joined = true;
    this.notice = '';
    this.#sayBack();
    this.settings = answer.settings ?? this.settings;
    this.tally = answer.tally;
    this.like.joined(answer.mine.liked, answer.tally.likes);
    this.bookmark.joined(answer.mine.bookmarked, answer.tally.bookmarks);
    if (reset) this.comments = [];
    this.#take(comments, answer.retracted ?? []);
    this.#thank(answer.thanked);
    this.own.resend();
    // What was missed while away flies now, as far as the density limit lets it; after a reset the track must do.
    if (!reset) this.#fly(comments);
    void this.#askFollowing();
  }

  #say(answer: Answer, done = ''): void {
    this.notice = answer.ok ? done : answer.refusal ? advice(language.words, answer.refusal) : '';
  }

  #sayBack(): void {
    if (this.#lostAt === null) return;
    this.backAfter = Math.max(1, Math.round((performance.now() - this.#lostAt) / 1000));
    this.#lostAt = null;
    setTimeout(() => (this.backAfter = null), backForMs);
  }

  async #askFollowing(): Promise<void> {
    const creator = this.settings?.creatorId;
    const following = creator ? await this.#follows(creator) : null;
    if (following !== null) this.follow.joined(following, this.follow.count);
  }

  #fly(comments: Comment[]): void {
    for (const comment of comments) {
      // One's own flew when it was sent.
      if (!this.own.isOwn(comment.id)) this.onFly(comment, false);
    }
  }

  #take(comments: Comment[], retracted: string[]): void {
    if (comments.length > 0) {
      this.own.settle(comments);
      // A comment that was taken off by mistake comes back under its old name at a new place.
      const here = new Set(comments.map((comment) => comment.id));
      this.comments = [...this.comments.filter((comment) => !here.has(comment.id)), ...comments].slice(-listMax);
    }
    if (retracted.length > 0) {
      const gone = new Set(retracted);
      this.comments = this.comments.filter((comment) => !gone.has(comment.id));
      this.onRetract(retracted);
    }
  }

  /** The creator's thanks are for ever, so hearing of them twice is harmless. */
  #thank(ids: string[] = []): void {
    if (ids.length > 0) this.comments = this.comments.map((comment) => (ids.includes(comment.id) ? { ...comment, thanked: true } : comment));
  }

  #count(tally: Tally): void {
    if (this.tally && tally.version < this.tally.version) return;
    this.tally = tally;
    this.like.counted(tally.likes);
    this.bookmark.counted(tally.bookmarks);
  }

  /** At once the first time; a server that keeps saying no, or a feed that keeps tearing, is asked more and more rarely. */
  #joinLater(leastMs: number): void {
    const wait = Math.max(leastMs, this.#attempt === 0 ? 0 : backoff(this.#attempt));
    this.#attempt += 1;
    setTimeout(() => void this.join(), wait);
  }
}
