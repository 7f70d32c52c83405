import type { Tally } from '../wire/types';

export interface Sample {
  /** Unix seconds. */
  at: number;
  likes: number;
  comments: number;
}

export interface Rates {
  at: number[];
  likes: number[];
  comments: number[];
}

/** The last minutes of a board's absolute counters, and what they gained per second. Two samples of one second are one: the later. */
export class RateHistory {
  readonly #seconds: number;
  #samples: Sample[] = [];

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  add(nowMs: number, tally: Pick<Tally, 'likes' | 'comments'>): void {
    const sample = { at: Math.floor(nowMs / 1000), likes: tally.likes, comments: tally.comments };
    const last = this.#samples.at(-1);
    if (last !== undefined && sample.at <= last.at) this.#samples.pop();
    this.#samples.push({ ...sample, at: Math.max(sample.at, last?.at ?? 0) });
    this.#samples = this.#samples.filter((old) => old.at > sample.at - this.#seconds - 1);
  }

  /**
   * One point per finished second; the running one would only look like a dip.
   * Seconds in which nothing was heard take an equal share of what the next sample brings.
   */
  rates(): Rates {
    const rates: Rates = { at: [], likes: [], comments: [] };
    for (let i = 1; i < this.#samples.length - 1; i++) {
      const [before, after] = [this.#samples[i - 1]!, this.#samples[i]!];
      const seconds = after.at - before.at;
      for (let second = before.at + 1; second <= after.at; second++) {
        rates.at.push(second);
        // Taking likes back is no negative speed of the audience.
        rates.likes.push(Math.max(0, after.likes - before.likes) / seconds);
        rates.comments.push(Math.max(0, after.comments - before.comments) / seconds);
      }
    }
    return rates;
  }
}

/** Average seconds watched per play; nobody played, nothing to average. */
export function averageWatched(tally: Pick<Tally, 'watchSeconds' | 'plays'>): number {
  return tally.plays === 0 ? 0 : tally.watchSeconds / tally.plays;
}
