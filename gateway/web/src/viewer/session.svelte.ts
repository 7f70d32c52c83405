import { developmentToken, nameFrom } from '../wire/identity';
import { Line, type LineState } from '../wire/line';
import { episodes, me } from '../wire/rest';
import type { Episode, Pulse, WatchRequest } from '../wire/types';
import { Room } from './room.svelte';

/** This page's one connection, the person behind it, and the episode on screen. */
export class Session {
  line = $state<LineState>('connecting');
  episodes = $state.raw<Episode[]>([]);
  room = $state.raw<Room | null>(null);
  token = '';
  readonly user: string;
  readonly #line: Line;

  constructor(location: Location, storage: Storage) {
    this.user = nameFrom(location.search, storage.getItem('user'));
    // A name given in the address is for this page only: two tabs can be two people.
    if (!new URLSearchParams(location.search).has('user')) storage.setItem('user', this.user);
    this.#line = new Line('/hubs/viewer', async () => (this.token = await developmentToken(this.user, ['viewer'])), (state) => {
      this.line = state;
      if (state !== 'up') this.room?.lost();
    });
    this.#line.on<Pulse>('Pulse', (pulse) => {
      if (pulse.episodeId === this.room?.episodeId) this.room.pulse(pulse);
    });
  }

  /** What the badge says: `live` only when the episode on screen is joined on a connection that is up. */
  get badge(): 'live' | 'reconnecting' | 'connecting' {
    if (this.line === 'up' && this.room?.joined) return 'live';
    return this.room?.wasJoined ? 'reconnecting' : 'connecting';
  }

  start(episodeId: string): void {
    this.#enter(episodeId);
    this.#line.start(() => void this.room?.join());
    void this.#list();
  }

  /** Shows another episode; the address says which, so that a reload stays there. */
  open(episodeId: string): void {
    const address = new URL(location.href);
    address.searchParams.set('episode', episodeId);
    address.searchParams.delete('t');
    history.replaceState(null, '', address);
    this.#enter(episodeId);
  }

  /** The episode after (or before) the one on screen, if there is one. */
  neighbour(by: 1 | -1): Episode | null {
    const here = this.episodes.findIndex((episode) => episode.episodeId === this.room?.episodeId);
    return here < 0 ? null : (this.episodes[here + by] ?? null);
  }

  go(by: 1 | -1): void {
    const next = this.neighbour(by);
    if (next !== null) this.open(next.episodeId);
  }

  #enter(episodeId: string): void {
    this.room?.leave();
    this.room = new Room(episodeId, this.#line, (creatorId) => this.#follows(creatorId));
    if (this.line === 'up') void this.room.join();
  }

  watch(request: WatchRequest) {
    return this.#line.call('Watch', request);
  }

  stop(): void {
    this.#line.stop();
  }

  async #follows(creatorId: string): Promise<boolean | null> {
    if (this.token === '') return null;
    try {
      return (await me(this.token)).follows.includes(creatorId);
    } catch {
      return null;
    }
  }

  async #list(): Promise<void> {
    try {
      this.episodes = await episodes();
    } catch {
      // The episode of the address plays all the same; only the switch is missing.
    }
  }
}
