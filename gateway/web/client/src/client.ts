import type { Answer, EpisodePulse, SessionEnd, WatchRequest } from './hub.gen.js';
import { Line, webSocket, type LineState } from './line.js';
import { Listeners } from './listeners.js';
import { ask, ofEpisode } from './rest.js';
import { Room } from './room.js';
import type { Rest, TrackSegment } from './types.js';

export interface ClientOptions {
  /** Where a gateway is, such as `https://live.example`; the page's own origin when absent. */
  url?: string;
  /** Asked before each connection: a token that is good now, or an empty text to watch only. Throwing means: try again later. */
  token?: () => string | Promise<string>;
}

/** A viewer's one connection, and the episodes that it shows. It comes back by itself until `close`, or until its token is taken away. */
export class Client {
  /** Something of this object changed. */
  readonly changed = new Listeners();
  state: LineState = 'connecting';
  /** What the connection was opened with last. */
  token = '';
  readonly #url: string;
  readonly #line: Line;
  #rooms = new Map<string, Room>();

  constructor({ url = '', token = () => '' }: ClientOptions = {}, open = webSocket) {
    this.#url = url.replace(/\/$/, '');
    this.#line = new Line(`${this.#url}/hubs/viewer`, async () => (this.token = await token()), (state) => this.#turned(state), open);
    this.#line.on<EpisodePulse>('Pulse', (pulse) => this.#rooms.get(pulse.episodeId)?.pulse(pulse));
    this.#line.start(() => {
      for (const room of this.#rooms.values()) void room.join();
    });
  }

  /** Why the server ended the session: with `state` ended only a new sign-in helps, else it was replaced by the connection that is up. */
  get ended(): SessionEnd | null {
    return this.#line.ended;
  }

  /** Shows an episode from now on. Joining one that is joined answers the same room. */
  join(episodeId: string): Room {
    const known = this.#rooms.get(episodeId);
    if (known !== undefined) return known;
    const room = new Room(episodeId, this.#line, (creatorId) => this.#follows(creatorId));
    this.#rooms.set(episodeId, room);
    if (this.state === 'up') void room.join();
    return room;
  }

  leave(room: Room): void {
    if (this.#rooms.get(room.episodeId) === room) this.#rooms.delete(room.episodeId);
    room.leave();
  }

  /** Reports what was watched, see `WatchReports`. */
  watch(request: WatchRequest): Promise<Answer> {
    return this.#line.call('Watch', request);
  }

  /** What earlier viewers said in 30 seconds of playback. */
  track(episodeId: string, segment: number): Promise<TrackSegment> {
    return ask(this.#url + ofEpisode(episodeId, `track/${segment}`));
  }

  /** Connects again after the session ended, with the token of a new sign-in. */
  again(): void {
    this.#line.again();
  }

  close(): void {
    for (const room of [...this.#rooms.values()]) this.leave(room);
    this.#line.stop();
  }

  #turned(state: LineState): void {
    this.state = state;
    if (state !== 'up') this.#rooms.forEach((room) => room.lost());
    this.changed.tell();
  }

  async #follows(creatorId: string): Promise<boolean | null> {
    if (this.token === '') return null;
    try {
      return (await ask<Rest['UserRecord']>(`${this.#url}/api/users/me`, this.token)).follows.includes(creatorId);
    } catch {
      return null;
    }
  }
}
