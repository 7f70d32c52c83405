import { ask } from '../wire/rest';
import type { Rest } from '../wire/types';

/** The hours in which followers came or went, oldest first. */
export type FollowerHour = Rest['FollowerHour'];

const everyMs = 60_000;
const hourMs = 3_600_000;

/** Followers of a creator over time, asked for each minute while the page is seen. */
export class FollowerCurve {
  hours = $state.raw<FollowerHour[]>([]);
  readonly #creatorId: string;
  readonly #token: string;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(creatorId: string, token: string) {
    [this.#creatorId, this.#token] = [creatorId, token];
  }

  show(visible: boolean): void {
    clearInterval(this.#timer);
    if (!visible) return;
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  async #look(): Promise<void> {
    try {
      this.hours = (await ask<Rest['FollowerCurve']>(`/api/creators/${encodeURIComponent(this.#creatorId)}/followers`, this.#token)).hours;
    } catch {
      // The curve keeps what it had; the next look asks again.
    }
  }
}

/** How many more followers there are than so long ago; whole hours count. */
export function wonSince(hours: FollowerHour[], sinceMs: number): number {
  return hours.filter((hour) => hour.atMs >= sinceMs - hourMs).reduce((sum, hour) => sum + hour.gained - hour.lost, 0);
}

/** Followers as steps over time, in seconds and counts, from the first hour that is kept to now. */
export function steps(hours: FollowerHour[], nowMs: number, followers: number): [number[], number[]] {
  const [at, counts]: [number[], number[]] = [[], []];
  for (const hour of hours) {
    at.push(hour.atMs / 1000, Math.min(hour.atMs + hourMs, nowMs) / 1000);
    counts.push(hour.followers - hour.gained + hour.lost, hour.followers);
  }
  if (hours.length > 0 && (at.at(-1) ?? 0) < nowMs / 1000) {
    at.push(nowMs / 1000);
    counts.push(followers);
  }
  return [at, counts];
}
