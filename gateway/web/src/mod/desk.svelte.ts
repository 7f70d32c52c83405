import { Line, type LineState } from '@interactions/client';
import { language } from '../language/tongue.svelte';
import { developmentToken, givenToken } from '../wire/identity';
import { ask, episodes, ofEpisode, Refused } from '../wire/rest';
import type { Answer, DeskNotice, Episode, Rest } from '../wire/types';
import { groups, type Group } from './groups';
import { muteSeconds } from './keys';
import type { Decision, Verdict } from './types';
import { say } from './words';

const tokenKey = 'mod-token';
/** After an answer that did not come, and at most so often while there is news all the time. */
const againMs = 2000;
const newsEveryMs = 250;
const undoForMs = 10_000;
/** How many episodes are looked through for what waits. */
const episodesMax = 20;

interface Done {
  group: Group;
  verdict: Verdict;
  atMs: number;
  /** A comment of each author who was muted with it. */
  muted: string[];
}

/** The moderator's desk: what waits in which episode, the decision under way, and the one that can be taken back. Asks when it is told of news. */
export class Desk {
  episodes = $state.raw<Episode[]>([]);
  queue = $state.raw<Group[]>([]);
  log = $state.raw<Decision[]>([]);
  /** Which episode is looked at, or all. */
  only = $state('');
  chosen = $state(0);
  notice = $state('');
  heard = $state(false);
  now = $state(Date.now());
  last = $state.raw<Done | null>(null);
  line = $state<LineState>('connecting');
  token = '';
  #given: string | null;
  readonly #storage: Storage;
  readonly #open: ConstructorParameters<typeof Line>[3];
  #line: Line | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #news = false;
  #listing: Promise<void> | null = null;
  #decided = new Set<string>();
  /** A list that moves under the hand gets the wrong comment removed: it stands still while it is pointed at, and what came meanwhile is kept here. */
  #pointed = false;
  #found: Group[] | null = null;

  constructor(location: Location, storage: Storage, open?: ConstructorParameters<typeof Line>[3]) {
    [this.#storage, this.#open] = [storage, open];
    this.#given = givenToken(location, storage, tokenKey);
  }

  get badge(): 'live' | 'reconnecting' | 'connecting' | 'ended' {
    if (this.line === 'ended') return 'ended';
    return this.line === 'up' && this.heard ? 'live' : this.heard ? 'reconnecting' : 'connecting';
  }

  get group(): Group | null {
    return this.queue[Math.min(this.chosen, this.queue.length - 1)] ?? null;
  }

  /** Seconds in which the last decision can still be taken back, or 0. */
  get undoSeconds(): number {
    return this.last === null ? 0 : Math.max(0, Math.ceil((this.last.atMs + undoForMs - this.now) / 1000));
  }

  /** Hears of news while the page is seen, and nothing while it is hidden. */
  show(visible: boolean): void {
    if (visible === (this.#line !== null)) return;
    clearInterval(this.#timer);
    clearTimeout(this.#later);
    if (!visible) {
      this.#line?.stop();
      this.#line = null;
      return;
    }
    const turned = (state: LineState): void => {
      if (this.#line !== line) return;
      this.line = state;
      if (state === 'ended') this.#signedOut();
    };
    const line: Line = new Line('/hubs/creator', () => this.#newToken(), turned, this.#open);
    this.#line = line;
    line.on<DeskNotice>('Desk', () => void this.look());
    line.start(() => void this.#attend(line));
    // At once, and not only when the connection is up: this also tells a token that is no longer good.
    void this.look();
    this.#timer = setInterval(() => (this.now = Date.now()), 500);
  }

  point(at: boolean): void {
    this.#pointed = at;
    this.#arrange();
  }

  move(by: number): void {
    this.chosen = Math.max(0, Math.min(this.queue.length - 1, this.chosen + by));
  }

  async decide(verdict: 'allow' | 'remove', group = this.group, muted: string[] = []): Promise<void> {
    if (group === null) return;
    this.#decided.add(group.key);
    this.queue = this.queue.filter((one) => one.key !== group.key);
    this.move(0);
    if (await this.#say(group, verdict)) this.last = { group, verdict, muted, atMs: (this.now = Date.now()) };
    this.#decided.delete(group.key);
  }

  async undo(): Promise<void> {
    const done = this.last;
    if (done === null || this.undoSeconds === 0) return;
    this.last = null;
    await this.#try(() => this.#muteAll(done.group, done.muted, 0));
    if (await this.#say(done.group, 'undo')) await this.look();
  }

  /** Mutes the authors of a group and removes what they wrote there. */
  async mute(seconds: number): Promise<void> {
    const group = this.group;
    if (group === null) return;
    const ids = [...new Map(group.items.map((item) => [item.authorKey, item.comment.id])).values()];
    const done = await this.#try(() => this.#muteAll(group, ids, seconds));
    if (done) this.notice = say().muted(ids.length, say().lengths[(muteSeconds as readonly number[]).indexOf(seconds)] ?? `${seconds} s`);
    await this.decide('remove', group, done ? ids : []);
  }

  async #muteAll(group: Group, commentIds: string[], seconds: number): Promise<void> {
    for (const id of commentIds) {
      await ask(ofEpisode(group.episodeId, `comments/${encodeURIComponent(id)}/mute`), this.token, { seconds, reason: group.rule ?? 'reported' });
    }
  }

  async configure(episodeId: string, settings: object): Promise<void> {
    await this.#try(async () => {
      const changed = await ask<Episode>(ofEpisode(episodeId, 'settings'), this.token, settings, 'PUT');
      this.episodes = this.episodes.map((one) => (one.episodeId === episodeId ? changed : one));
    });
  }

  /** Asks what there is now. News that comes meanwhile makes it ask once more. */
  async look(): Promise<void> {
    this.#news = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#news) {
      this.#news = false;
      if (!(await this.#try(() => this.#ask())) && this.#line !== null) this.#later = setTimeout(() => void this.look(), againMs);
      await new Promise((passed) => setTimeout(passed, newsEveryMs));
    }
    this.#asking = false;
  }

  async #ask(): Promise<void> {
    if (this.token === '') await this.#newToken();
    if (this.episodes.length === 0) await this.#list();
    const wanted = this.episodes.filter((one) => this.only === '' || one.episodeId === this.only);
    // One question for all; the browser shows the tag of the last answer, and what is not new does not travel again.
    const asked = wanted.map((one) => `episode=${encodeURIComponent(one.episodeId)}`).join('&');
    const found = wanted.length === 0 ? [] : (await ask<Rest['DeskAnswer']>(`/api/moderation/desk?${asked}`, this.token)).episodes;
    this.#found = found.flatMap((one) => groups(one.episodeId, one.comments));
    this.log = found.flatMap((one) => one.decisions).sort((a, b) => b.atMs - a.atMs).slice(0, 100);
    this.heard = true;
    this.#arrange();
  }

  #arrange(): void {
    if (this.#found === null || (this.#pointed && this.queue.length > 0)) return;
    this.queue = this.#found.filter((one) => !this.#decided.has(one.key));
    this.#found = null;
    this.move(0);
  }

  /** Who asks while somebody asks already gets the same answer. */
  #list(): Promise<void> {
    return (this.#listing ??= episodes().then((found) => void (this.episodes = found.slice(0, episodesMax))).finally(() => (this.#listing = null)));
  }

  async #newToken(): Promise<string> {
    return (this.token = this.#given ?? (await developmentToken('demo-moderator', ['moderator'])));
  }

  /** Each time the connection is up: what happened before is asked for, what happens from now on is told. */
  async #attend(line: Line): Promise<void> {
    await this.#try(() => this.#list());
    if (this.#line !== line || this.episodes.length === 0) return;
    const answer = await line.call<Answer>('OpenDesk', { episodeIds: this.episodes.map((one) => one.episodeId) });
    if (this.#line !== line) return;
    if (answer.ok) void this.look();
    else if (answer.refusal?.name === 'forbidden') this.notice = answer.refusal.message;
    else this.#later = setTimeout(() => void this.#attend(line), answer.refusal?.retryAfterMs ?? againMs);
  }

  #say(group: Group, verdict: Verdict): Promise<boolean> {
    const commentIds = group.items.map((item) => item.comment.id);
    return this.#try(() => ask(ofEpisode(group.episodeId, 'review'), this.token, { verdict, commentIds }));
  }

  async #try(what: () => Promise<unknown>): Promise<boolean> {
    try {
      await what();
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.#signedOut();
      else this.notice = error instanceof Refused ? error.message : say().noAnswer;
      return false;
    }
  }

  /** Asking on would be refused on and on, and a reload must not try the link's token again. */
  #signedOut(): void {
    this.#storage.removeItem(tokenKey);
    this.show(false);
    this.line = 'ended';
    this.notice = language.words.signedOut;
  }
}
