import type { Client } from './client.js';
import { usualDisplay, type Display } from './display.js';
import type { Comment } from './hub.gen.js';
import { Listeners } from './listeners.js';
import type { Room } from './room.js';
import { Sieve } from './sieve.js';
import { Stage } from './stage.js';
import { Track } from './track.js';
import { WatchReports } from './watch.js';

/** Playback is looked at this often; a comment is at most this late. */
const lookMs = 100;
const reportMs = 5000;
const lengthUnknownMs = 180_000;

export interface OverlayOptions {
  client: Client;
  room: Room;
  video: HTMLVideoElement;
  /** Lies over the video; the canvas fills it. */
  host: HTMLElement;
  display?: Display;
}

/**
 * Danmaku over a video: what is said live, and what earlier viewers said when playback comes to it. Tells the server what is watched.
 * One per room on screen; it costs nothing while the page is hidden.
 */
export class Overlay {
  /** How many comments flew, how many were merged into one of the same text, and how many did not fly at all because of the density. */
  flown = 0;
  merged = 0;
  leftOut = 0;
  /** Playback time, in milliseconds. */
  atMs = 0;
  readonly changed = new Listeners();
  readonly #room: Room;
  readonly #video: HTMLVideoElement;
  readonly #stage: Stage;
  readonly #sieve: Sieve;
  readonly #track: Track;
  readonly #watch: WatchReports;
  #display: Display;
  #ends: (() => void)[] = [];

  constructor({ client, room, video, host, display = usualDisplay }: OverlayOptions) {
    [this.#room, this.#video, this.#display] = [room, video, display];
    this.#stage = new Stage(host, display);
    this.#sieve = new Sieve(display);
    this.#track = new Track(() => room.settings?.durationMs ?? lengthUnknownMs, (segment) => client.track(room.episodeId, segment));
    this.#watch = new WatchReports(room.episodeId, (request) => client.watch(request));
    const looking = setInterval(() => !video.paused && this.look(), lookMs);
    const reporting = setInterval(() => this.#watch.report(), reportMs);
    const resizing = new ResizeObserver(() => {
      this.#stage.resize();
      this.#pace();
    });
    resizing.observe(host);
    this.#ends = [
      room.said.on((comment, own) => this.#live(comment, own)),
      room.retracted.on((ids) => this.#retract(ids)),
      heard(document, 'visibilitychange', () => this.#visible()),
      heard(window, 'pagehide', () => this.#watch.end()),
      heard(video, 'seeking', () => this.look()),
      () => [looking, reporting].forEach(clearInterval),
      () => resizing.disconnect(),
    ];
    room.atMs = () => this.atMs;
    // The first segment is asked for at once, not when the video is ready.
    this.look();
  }

  obey(display: Display): void {
    this.#display = display;
    this.#stage.obey(display);
    this.#pace();
    this.#visible();
  }

  isBlocked(comment: Comment): boolean {
    return this.#sieve.isBlocked(comment);
  }

  /** When everything of the episode was said, in milliseconds of playback. */
  times(lengthMs: number): Promise<number[]> {
    return this.#track.times(lengthMs);
  }

  /** Flies what playback has come to since the last look; after a jump, what was said at that place. */
  look(): void {
    const now = this.#video.currentTime * 1000;
    if (now + 1000 < this.atMs) this.#watch.end();
    this.atMs = now;
    if (!this.#video.paused) this.#watch.see(this.#video.currentTime);
    const { comments, jumped } = this.#track.advance(now);
    if (jumped) this.#stage.clear();
    for (const comment of comments) this.#fly(comment, this.#room.own.isOwn(comment.id));
    this.changed.tell();
  }

  destroy(): void {
    this.#watch.end();
    this.#room.atMs = null;
    for (const end of this.#ends) end();
    this.#stage.destroy();
  }

  /** The density is meant for a whole picture; a smaller part of it takes so many fewer. */
  #pace(): void {
    this.#sieve.obey({ ...this.#display, perSecond: Math.max(1, Math.round(this.#display.perSecond * this.#stage.room)) });
  }

  #live(comment: Comment, own: boolean): void {
    this.#track.flewLive(comment.id);
    this.#fly(comment, own);
  }

  #retract(ids: string[]): void {
    this.#track.retract(ids);
    this.#stage.retract(ids);
  }

  #fly(comment: Comment, own: boolean): void {
    if (!this.#display.on || document.hidden) return;
    const text = this.#sieve.admit(comment, performance.now(), own);
    if (text !== null) {
      this.#stage.fly(comment, text, own);
      this.flown += 1;
    }
    [this.merged, this.leftOut] = [this.#sieve.merged, this.#sieve.leftOut];
    this.changed.tell();
  }

  #visible(): void {
    this.#stage.show(!document.hidden && this.#display.on);
    if (document.hidden) this.#watch.report();
  }
}

function heard(target: EventTarget, name: string, take: () => void): () => void {
  target.addEventListener(name, take);
  return () => target.removeEventListener(name, take);
}
