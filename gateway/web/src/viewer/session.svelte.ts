import { Client, type LineState, type SessionEnd } from '@interactions/client';
import { developmentToken, nameFrom } from '../wire/identity';
import { episodes } from '../wire/rest';
import type { Episode } from '../wire/types';
import { Room } from './room.svelte';

/** This page's one connection, the person behind it, and the episode on screen. */
export class Session {
  line = $state<LineState>('connecting');
  ended = $state<SessionEnd | null>(null);
  episodes = $state.raw<Episode[]>([]);
  room = $state.raw<Room | null>(null);
  readonly user: string;
  readonly client: Client;

  constructor(location: Location, storage: Storage) {
    this.user = nameFrom(location.search, storage.getItem('user'));
    // A name given in the address is for this page only: two tabs can be two people.
    if (!new URLSearchParams(location.search).has('user')) storage.setItem('user', this.user);
    this.client = new Client({ token: () => developmentToken(this.user, ['viewer']) });
    this.client.changed.on(() => ([this.line, this.ended] = [this.client.state, this.client.ended]));
  }

  /** What the badge says: `live` only when the episode on screen is joined on a connection that is up. */
  get badge(): 'live' | 'reconnecting' | 'connecting' | 'ended' {
    if (this.line === 'up' && this.room?.joined) return 'live';
    if (this.line === 'ended') return 'ended';
    return this.room?.wasJoined ? 'reconnecting' : 'connecting';
  }

  start(episodeId: string): void {
    this.#enter(episodeId);
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
    this.room = new Room(this.client, episodeId);
  }

  async #list(): Promise<void> {
    try {
      this.episodes = await episodes();
    } catch {
      // The episode of the address plays all the same; only the switch is missing.
    }
  }
}
