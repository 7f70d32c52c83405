import type { Comment, TrackSegment } from '../wire/types';

export const segmentMs = 30_000;

/** Playback that moves more than this between two looks was moved by hand. */
const jumpMs = 2000;

/**
 * The comments that earlier viewers left, flown when playback passes their time.
 * Segments are fetched as playback comes near: the one that plays and the next.
 */
export class Track {
  readonly #fetch: (segment: number) => Promise<TrackSegment>;
  readonly #lastSegment: number;
  #segments = new Map<number, Comment[]>();
  #asked = new Set<number>();
  #flown = new Set<string>();
  #atMs = 0;

  constructor(durationMs: number, fetch: (segment: number) => Promise<TrackSegment>) {
    this.#fetch = fetch;
    this.#lastSegment = Math.max(0, Math.ceil(durationMs / segmentMs) - 1);
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

  /** The comments that playback has passed since the last call. A jump passes nothing, it only moves. */
  advance(toMs: number): Comment[] {
    const fromMs = this.#atMs;
    this.#atMs = toMs;
    const jumped = toMs < fromMs || toMs - fromMs > jumpMs;
    if (jumped) this.#newPass();
    const segment = Math.floor(toMs / segmentMs);
    void this.#load(segment);
    void this.#load(segment + 1);
    if (jumped) return [];
    const near = [...(this.#segments.get(segment - 1) ?? []), ...(this.#segments.get(segment) ?? [])];
    return near.filter((comment) => comment.atMs >= fromMs && comment.atMs < toMs && !this.#flown.has(comment.id));
  }

  /** A new pass shows everything again and asks for what was written meanwhile; until it comes, the old segments serve. */
  #newPass(): void {
    this.#flown.clear();
    this.#asked.clear();
  }

  async #load(segment: number): Promise<void> {
    if (segment > this.#lastSegment || this.#asked.has(segment)) return;
    this.#asked.add(segment);
    try {
      this.#segments.set(segment, (await this.#fetch(segment)).comments);
    } catch {
      // The picture goes on without these; the next pass asks again.
    }
  }
}
