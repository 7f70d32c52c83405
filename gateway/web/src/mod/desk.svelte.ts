import { language } from '../language/tongue.svelte';
import { developmentToken, givenToken } from '../wire/identity';
import { ask, episodes, ofEpisode, Refused } from '../wire/rest';
import type { Episode, Rest } from '../wire/types';
import { groups, type Group } from './groups';
import { muteSeconds } from './keys';
import type { Decision, Verdict } from './types';
import { say } from './words';

const tokenKey = 'mod-token';
const everyMs = 2000;
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

/** The moderator's desk: what waits in which episode, the decision under way, and the one that can be taken back. Asks nothing while hidden. */
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
  /** A list that moves under the hand gets the wrong comment removed: it stands still while it is pointed at. */
  pointed = $state(false);
  token = '';
  #given: string | null;
  readonly #storage: Storage;
  #timers: ReturnType<typeof setInterval>[] = [];
  #asking = false;
  #decided = new Set<string>();

  constructor(location: Location, storage: Storage) {
    this.#storage = storage;
    this.#given = givenToken(location, storage, tokenKey);
  }

  get group(): Group | null {
    return this.queue[Math.min(this.chosen, this.queue.length - 1)] ?? null;
  }

  /** Seconds in which the last decision can still be taken back, or 0. */
  get undoSeconds(): number {
    return this.last === null ? 0 : Math.max(0, Math.ceil((this.last.atMs + undoForMs - this.now) / 1000));
  }

  show(visible: boolean): void {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
    if (!visible) return;
    void this.look();
    this.#timers = [setInterval(() => void this.look(), everyMs), setInterval(() => (this.now = Date.now()), 500)];
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

  async look(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    await this.#try(async () => {
      if (this.token === '') this.token = this.#given ?? (await developmentToken('demo-moderator', ['moderator']));
      if (this.episodes.length === 0) this.episodes = (await episodes()).slice(0, episodesMax);
      const wanted = this.episodes.filter((one) => this.only === '' || one.episodeId === this.only);
      // One question for all; the browser shows the tag of the last answer, and what is not new does not travel again.
      const asked = wanted.map((one) => `episode=${encodeURIComponent(one.episodeId)}`).join('&');
      const found = wanted.length === 0 ? [] : (await ask<Rest['DeskAnswer']>(`/api/moderation/desk?${asked}`, this.token)).episodes;
      const queue = found.flatMap((one) => groups(one.episodeId, one.comments)).filter((one) => !this.#decided.has(one.key));
      if (!this.pointed || this.queue.length === 0) this.queue = queue;
      this.log = found.flatMap((one) => one.decisions).sort((a, b) => b.atMs - a.atMs).slice(0, 100);
      this.heard = true;
      this.move(0);
    });
    this.#asking = false;
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
    this.notice = language.words.signedOut;
  }
}
