import { backoff } from './backoff.js';
import { Feed } from './feed.js';
import type { Answer, BookmarkAnswer, Comment, FollowAnswer, LikeAnswer, LikeCommentAnswer, Refusal, ShareAnswer, Tally } from './hub.gen.js';
import { newId } from './id.js';
import type { Line } from './line.js';
import { Listeners } from './listeners.js';
import { OwnComments } from './own.js';
import { Toggle } from './toggle.js';
import { nextTurn } from './turns.js';
import type { JoinAnswer, Mode, Pulse, Settings } from './types.js';

/** How many comments the list keeps; the whole list is the server's to page through. */
const listMax = 200;
/** How many pulses wait for a join under way. More are dropped: then the join's answer shows the hole, and we join again. */
const pulsesMax = 100;
/** Likes that follow each other within this time are sent as one. */
const burstMs = 250;
const backForMs = 4000;
const white = 0xffffff;

export interface Written {
  /** Playback time; 0 when absent. */
  atMs?: number;
  mode?: Mode;
  /** 0xRRGGBB. */
  color?: number;
}

/** One episode that this client shows: what the server says of it, and what this viewer does in it. `Client.join` makes it. */
export class Room {
  /** Whether all that follows is current: on a connection that is up. */
  joined = false;
  settings: Settings | null = null;
  tally: Tally | null = null;
  /** The latest ones in the episode's order, at most 200. */
  comments: readonly Comment[] = [];
  /** How many the gateway left out, because more came than a screen can show. */
  omitted = 0;
  /** For four seconds after coming back: how many seconds were caught up. */
  backAfter: number | null = null;
  /** Why a join was refused, until one succeeds. */
  refusal: Refusal | null = null;
  /** Where playback stands, in milliseconds, for who plays this episode: a like says it. */
  atMs: (() => number) | null = null;
  readonly own: OwnComments;
  readonly like: Toggle;
  readonly bookmark: Toggle;
  readonly follow: Toggle;
  /** Something of this object changed. */
  readonly changed = new Listeners();
  /** A comment is to be shown now: it came live, was missed while away, or is one's own. */
  readonly said = new Listeners<[comment: Comment, own: boolean]>();
  /** These have to leave the screen. */
  readonly retracted = new Listeners<[ids: string[]]>();
  /** The server refused what this viewer wanted. */
  readonly refused = new Listeners<[refusal: Refusal]>();
  readonly #line: Pick<Line, 'call'>;
  readonly #follows: (creatorId: string) => Promise<boolean | null>;
  #feed = new Feed();
  #joining = false;
  #left = false;
  #attempt = 0;
  #lostAt: number | null = null;
  #pulses: Pulse[] = [];

  /** @param follows Whether the viewer follows a creator, or null when nobody can say. */
  constructor(readonly episodeId: string, line: Pick<Line, 'call'>, follows: (creatorId: string) => Promise<boolean | null>) {
    this.#line = line;
    this.#follows = follows;
    const tells = { refused: (refusal: Refusal) => this.refused.tell(refusal), changed: () => this.changed.tell() };
    this.own = new OwnComments((request) => line.call('Comment', request), tells.changed);
    this.like = new Toggle({ ...tells, burstMs, send: async (on) => {
      const answer = await line.call<LikeAnswer>('Like', { episodeId, on, ...nextTurn(), ...(this.atMs ? { atMs: Math.max(0, Math.round(this.atMs())) } : {}) });
      return { ...answer, on: answer.liked, count: answer.likes };
    } });
    this.bookmark = new Toggle({ ...tells, send: async (on) => {
      const answer = await line.call<BookmarkAnswer>('Bookmark', { episodeId, on, ...nextTurn() });
      return { ...answer, on: answer.bookmarked, count: answer.bookmarks };
    } });
    this.follow = new Toggle({ ...tells, send: async (on) => {
      const answer = await line.call<FollowAnswer>('Follow', { creatorId: this.settings?.creatorId ?? '', on, ...nextTurn() });
      return { ...answer, on: answer.following, count: answer.followers };
    } });
  }

  /** Whether it was joined once: then what is shown is what was. */
  get wasJoined(): boolean {
    return this.#feed.position !== null;
  }

  /** Says something: it is shown at once, and sent until it is answered. The answer is the comment's id. */
  write(text: string, { atMs = 0, mode = 'scroll', color = white }: Written = {}): string {
    const request = { episodeId: this.episodeId, commentId: newId(), atMs, text, mode, color };
    this.own.write(request);
    this.said.tell({ ...request, id: request.commentId, offset: 0, author: '', name: '', writtenAtMs: Date.now() }, true);
    return request.commentId;
  }

  async share(): Promise<Answer> {
    const answer = await this.#line.call<ShareAnswer>('Share', { episodeId: this.episodeId, shareId: newId() });
    if (answer.ok && this.tally) this.tally = { ...this.tally, shares: answer.shares };
    return this.#told(answer);
  }

  /** Likes a comment, or takes that back; the list shows what the server answers. */
  async likeComment(commentId: string, on: boolean): Promise<Answer> {
    const answer = await this.#line.call<LikeCommentAnswer>('LikeComment', { episodeId: this.episodeId, commentId, on, ...nextTurn() });
    const { liked, likes } = answer;
    if (answer.ok) this.comments = this.comments.map((comment) => (comment.id === commentId ? { ...comment, liked, likes } : comment));
    return this.#told(answer);
  }

  async report(commentId: string, reason = ''): Promise<Answer> {
    return this.#told(await this.#line.call('Report', { episodeId: this.episodeId, commentId, reason }));
  }

  leave(): void {
    this.#left = true;
    void this.#line.call('Leave', { episodeId: this.episodeId });
  }

  /** Asks where the episode stands, from our own position on. The client calls it when a connection is up. */
  async join(): Promise<void> {
    if (this.#joining || this.#left) return;
    this.#joining = true;
    const answer = await this.#line.call<JoinAnswer>('Join', { episodeId: this.episodeId, ...(this.#feed.position ? { after: this.#feed.position } : {}) });
    this.#joining = false;
    if (this.#left) return;
    if (answer.ok) {
      this.#arrive(answer);
      for (const pulse of this.#pulses.splice(0)) this.pulse(pulse);
      return;
    }
    [this.joined, this.refusal] = [false, answer.refusal ?? null];
    this.changed.tell();
    if (answer.refusal?.code === 0 || answer.refusal?.retryAfterMs) this.#joinLater(answer.refusal.retryAfterMs ?? 0);
  }

  /** The connection is gone. */
  lost(): void {
    this.joined = false;
    if (this.wasJoined) this.#lostAt ??= performance.now();
    this.changed.tell();
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
    this.#show(taken.comments);
    this.changed.tell();
  }

  #arrive(answer: JoinAnswer): void {
    const { comments, reset } = this.#feed.join(answer);
    [this.joined, this.refusal] = [true, null];
    this.#sayBack();
    this.settings = answer.settings ?? this.settings;
    this.tally = answer.tally;
    this.like.joined(answer.mine.liked, answer.tally.likes);
    this.bookmark.joined(answer.mine.bookmarked, answer.tally.bookmarks);
    if (reset) this.comments = [];
    this.#take(comments, answer.retracted ?? []);
    this.#thank(answer.thanked);
    this.own.resend();
    // What was missed while away is shown now, as far as the density limit lets it; after a reset the track must do.
    if (!reset) this.#show(comments);
    void this.#askFollowing();
    this.changed.tell();
  }

  #told<T extends Answer>(answer: T): T {
    if (!answer.ok && answer.refusal) this.refused.tell(answer.refusal);
    this.changed.tell();
    return answer;
  }

  #sayBack(): void {
    if (this.#lostAt === null) return;
    this.backAfter = Math.max(1, Math.round((performance.now() - this.#lostAt) / 1000));
    this.#lostAt = null;
    setTimeout(() => {
      this.backAfter = null;
      this.changed.tell();
    }, backForMs);
  }

  async #askFollowing(): Promise<void> {
    const creator = this.settings?.creatorId;
    const following = creator ? await this.#follows(creator) : null;
    if (following !== null) this.follow.joined(following, this.follow.count);
  }

  #show(comments: Comment[]): void {
    for (const comment of comments) {
      // One's own was shown when it was sent.
      if (!this.own.isOwn(comment.id)) this.said.tell(comment, false);
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
      this.retracted.tell(retracted);
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
