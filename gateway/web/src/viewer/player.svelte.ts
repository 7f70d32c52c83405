import type { Comment } from '@interactions/client';
import { Overlay } from '@interactions/client/danmaku';
import type { Display } from './display';
import { heat } from './heat';
import { Places } from './places';
import type { Room } from './room.svelte';

const keepPlaceMs = 5000;
const stepMs = 5000;

/** The episode that plays: where it is and what flies over it. One per episode on screen. */
export class Player {
  atMs = $state(0);
  lengthMs = $state(0);
  paused = $state(true);
  muted = $state(true);
  flown = $state(0);
  merged = $state(0);
  leftOut = $state(0);
  /** Where playback went on by itself, until the viewer has seen it. */
  resumedAtMs = $state<number | null>(null);
  heights = $state.raw<number[]>([]);
  readonly room: Room;
  #video: HTMLVideoElement | null = null;
  #overlay: Overlay | null = null;
  #places: Places;
  #display: Display;
  #startMs: number | null;

  /** @param startMs Where a shared link points to, if it does. */
  constructor(room: Room, display: Display, startMs: number | null, storage: Storage) {
    this.room = room;
    this.#display = display;
    this.#startMs = startMs;
    this.#places = new Places(storage);
  }

  /** Begins with the elements on screen; ends when the answer is called. */
  attach(video: HTMLVideoElement, host: HTMLElement): () => void {
    const overlay = new Overlay({ client: this.room.client, room: this.room.plain, video, host, display: this.#display });
    [this.#video, this.#overlay] = [video, overlay];
    const copy = (): void => {
      ({ atMs: this.atMs, flown: this.flown, merged: this.merged, leftOut: this.leftOut } = overlay);
    };
    const quiet = overlay.changed.on(copy);
    const keeping = setInterval(() => this.#keepPlace(), keepPlaceMs);
    const leaving = (): void => this.#keepPlace();
    addEventListener('pagehide', leaving);
    return () => {
      this.#keepPlace();
      clearInterval(keeping);
      removeEventListener('pagehide', leaving);
      quiet();
      overlay.destroy();
    };
  }

  /** The video knows its length: go where a link or the last visit says, and draw the hills. */
  loaded(): void {
    this.lengthMs = this.#video!.duration * 1000;
    const left = this.#startMs === null ? this.#places.of(this.room.episodeId, this.lengthMs) : 0;
    if (left > 0) this.resumedAtMs = left;
    const start = this.#startMs ?? left;
    if (start > 0 && start < this.lengthMs) this.seek(start);
    // A browser may forbid playing without a gesture; then the play button is there.
    this.#video!.play().catch(() => {});
    void this.#overlay!.times(this.lengthMs).then((times) => (this.heights = heat(times, this.lengthMs)));
  }

  obey(display: Display): void {
    this.#display = display;
    this.#overlay?.obey(display);
  }

  isBlocked(comment: Comment): boolean {
    return this.#overlay?.isBlocked(comment) ?? false;
  }

  toggle(): void {
    if (this.#video?.paused) void this.#video.play();
    else this.#video?.pause();
  }

  step(forward: boolean): void {
    this.seek(this.atMs + (forward ? stepMs : -stepMs));
  }

  seek(toMs: number): void {
    if (this.#video === null) return;
    this.#video.currentTime = Math.min(Math.max(0, toMs), Math.max(0, this.lengthMs - 200)) / 1000;
    this.#overlay!.look();
  }

  /** From the start, as who was brought elsewhere may want. */
  restart(): void {
    this.resumedAtMs = null;
    this.seek(0);
  }

  #keepPlace(): void {
    if (this.atMs > 0) this.#places.leave(this.room.episodeId, this.atMs);
  }
}
