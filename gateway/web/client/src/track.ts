import type { Comment } from './hub.gen.js';
import type { TrackSegment } from './types.js';

export const segmentMs = 30_000;

/** Playback that moves more than this between two looks was moved by hand. */
const jumpMs = 2000;
/** After a jump, what was said in so much time before the place is shown at once: a screen is not empty where it was full. */
const placeMs = 3000;

/**
 * The comments that earlier viewers left, flown when playback passes their time.
 * Segments are fetched as playback comes near: the one that plays and the next.
 */
export class Track {
  readonly #fetch: (segment: number) => Promise<TrackSegment>;
  readonly #durationMs: () => number;
  #segments = new Map<number, Comment[]>();
  #asked = new Map<number, Promise<void>>();
  #flown = new Set<string>();
  #atMs = -1;
  /** The place whose last comments are still to be shown, until its segment is there. */
  #place: number | null = null;

  /** @param durationMs How long the episode is, as far as is known by then. */
  constructor(durationMs: () => number, fetch: (segment: number) => Promise<TrackSegment>) {
    this.#fetch = fetch;
    this.#durationMs = durationMs;
  }

  /** Comments that flew live a moment ago are not flown again when their playback time comes. */
  flewLive(id: string): void {
    this.#flown.add(id);
  }

  retract(ids: string[]): void {
    const gone = new Set(ids);
    for (const [segment, comments] of this.#segments) {
      this.#segments.set(segment, comments.filter((comment) => !gone.has(comment.id)));
    }
  }

  /** Fetches all that is missing, one after the other, and answers when everything was said. */
  async times(lengthMs: number): Promise<number[]> {
    const last = Math.min(this.#lastSegment(), Math.ceil(lengthMs / segmentMs) - 1);
    for (let segment = 0; segment <= last; segment++) await this.#load(segment);
    return [...this.#segments.values()].flatMap((comments) => comments.map((comment) => comment.atMs));
  }

  /** What to fly now: what playback has passed since the last call, and after a jump what was said just before the place. */
  advance(toMs: number): { comments: Comment[]; jumped: boolean } {
    const fromMs = this.#atMs;
    this.#atMs = toMs;
    const jumped = fromMs >= 0 && (toMs < fromMs || toMs - fromMs > jumpMs);
    if (jumped || fromMs < 0) {
      this.#newPass();
      this.#place = toMs;
    }
    const segment = Math.floor(toMs / segmentMs);
    void this.#load(segment);
    void this.#load(segment + 1);
    const start = this.#startOf(segment, jumped ? toMs : Math.max(0, fromMs));
    const near = [...(this.#segments.get(segment - 1) ?? []), ...(this.#segments.get(segment) ?? [])];
    const comments = near.filter((comment) => comment.atMs >= start && comment.atMs < toMs && !this.#flown.has(comment.id));
    return { comments, jumped };
  }

  /** From when on to show: since the last look, or a little before the place that was jumped to as soon as its segment is known. */
  #startOf(segment: number, fromMs: number): number {
    if (this.#place === null || !this.#segments.has(segment)) return fromMs;
    const start = this.#place - placeMs;
    this.#place = null;
    return start;
  }

  /** A new pass shows everything again and asks for what was written meanwhile; until it comes, the old segments serve. */
  #newPass(): void {
    this.#flown.clear();
    this.#asked.clear();
  }

  #load(segment: number): Promise<void> {
    if (segment > this.#lastSegment()) return Promise.resolve();
    const asked = this.#asked.get(segment) ?? this.#ask(segment);
    this.#asked.set(segment, asked);
    return asked;
  }

  #lastSegment(): number {
    return Math.max(0, Math.ceil(this.#durationMs() / segmentMs) - 1);
  }

  async #ask(segment: number): Promise<void> {
    try {
      this.#segments.set(segment, (await this.#fetch(segment)).comments);
    } catch {
      // The picture goes on without these; the next pass asks again.
    }
  }
}
