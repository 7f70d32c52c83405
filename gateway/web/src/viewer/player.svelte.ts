import { track as fetchTrack } from '../wire/rest';
import type { Answer, Comment, WatchRequest } from '../wire/types';
import type { Display } from './display';
import { heat } from './heat';
import { Places } from './places';
import type { Room } from './room.svelte';
import { Sieve } from './sieve';
import { Stage } from './stage';
import { Track } from './track';
import { WatchReports } from './watch';

/** Playback is looked at this often; a comment is at most this late. */
const lookMs = 100;
const reportMs = 5000;
const stepMs = 5000;

/** The episode that plays: where it is, what flies over it, what is told of it. One per episode on screen. */
export class Player {
  atMs = $state(0);
  lengthMs = $state(0);
  paused = $state(true);
  muted = $state(true);
  merged = $state(0);
  leftOut = $state(0);
  /** Where playback went on by itself, until the viewer has seen it. */
  resumedAtMs = $state<number | null>(null);
  heights = $state.raw<number[]>([]);
  readonly room: Room;
  #video: HTMLVideoElement | null = null;
  #stage: Stage | null = null;
  #sieve: Sieve;
  #track: Track;
  #watch: WatchReports;
  #places: Places;
  #display: Display;
  #startMs: number | null;

  /** @param startMs Where a shared link points to, if it does. */
  constructor(room: Room, display: Display, startMs: number | null, storage: Storage, watch: (request: WatchRequest) => Promise<Answer>) {
    this.room = room;
    this.#display = display;
    this.#startMs = startMs;
    this.#places = new Places(storage);
    this.#sieve = new Sieve(display);
    this.#track = new Track(room.settings?.durationMs ?? 180_000, (segment) => fetchTrack(room.episodeId, segment));
    this.#watch = new WatchReports(room.episodeId, watch);
  }

  /** Begins with the elements on screen; ends when the answer is called. */
  attach(video: HTMLVideoElement, host: HTMLElement): () => void {
    const stage = new Stage(host, this.#display);
    [this.#video, this.#stage] = [video, stage];
    this.room.onFly = (comment, own) => {
      this.#track.flewLive(comment.id);
      this.#fly(comment, own);
    };
    this.room.onRetract = (ids) => {
      this.#track.retract(ids);
      stage.retract(ids);
    };
    const timers = [setInterval(() => this.#look(), lookMs), setInterval(() => this.#report(), reportMs)];
    const resizing = new ResizeObserver(() => stage.resize());
    resizing.observe(host);
    const visibility = (): void => this.#visible();
    const leaving = (): void => this.#end();
    document.addEventListener('visibilitychange', visibility);
    addEventListener('pagehide', leaving);
    // The first segment is asked for at once, not when the video is ready.
    this.#look(true);
    return () => {
      this.#end();
      timers.forEach(clearInterval);
      resizing.disconnect();
      document.removeEventListener('visibilitychange', visibility);
      removeEventListener('pagehide', leaving);
      stage.destroy();
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
    void this.#track.times(this.lengthMs).then((times) => (this.heights = heat(times, this.lengthMs)));
  }

  obey(display: Display): void {
    this.#display = display;
    this.#sieve.obey(display);
    this.#stage?.obey(display);
    this.#visible();
  }

  isBlocked(comment: Comment): boolean {
    return this.#sieve.isBlocked(comment);
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
    this.atMs = Math.min(Math.max(0, toMs), Math.max(0, this.lengthMs - 200));
    this.#video.currentTime = this.atMs / 1000;
    this.#look(true);
  }

  /** From the start, as who was brought elsewhere may want. */
  restart(): void {
    this.resumedAtMs = null;
    this.seek(0);
  }

  #look(evenPaused = false): void {
    const video = this.#video!;
    if (video.paused && !evenPaused) return;
    const now = evenPaused ? this.atMs : video.currentTime * 1000;
    if (now + 1000 < this.atMs) this.#watch.end();
    this.atMs = now;
    if (!video.paused) this.#watch.see(video.currentTime);
    const { comments, jumped } = this.#track.advance(now);
    if (jumped) this.#stage!.clear();
    for (const comment of comments) this.#fly(comment, this.room.own.isOwn(comment.id));
  }

  #fly(comment: Comment, own: boolean): void {
    if (!this.#display.on || document.hidden) return;
    const text = this.#sieve.admit(comment, performance.now(), own);
    if (text !== null) this.#stage!.fly(comment, text, own);
    [this.merged, this.leftOut] = [this.#sieve.merged, this.#sieve.leftOut];
  }

  #visible(): void {
    this.#stage?.show(!document.hidden && this.#display.on);
    if (document.hidden) this.#report();
  }

  #report(): void {
    this.#watch.report();
    if (this.atMs > 0) this.#places.leave(this.room.episodeId, this.atMs);
  }

  #end(): void {
    this.#places.leave(this.room.episodeId, this.atMs);
    this.#watch.end();
  }
}
