/**
 * How many danmaku a screen starts per second: a bucket that fills at that rate and holds one second.
 * What does not fit is left out of the picture (never out of the list) and counted.
 */
export class DensityLimit {
  leftOut = 0;
  #tokens: number;
  #at: number | null = null;

  constructor(readonly perSecond: number) {
    this.#tokens = perSecond;
  }

  /** @param always The viewer's own comment: it flies in any crowd. */
  admit(nowMs: number, always = false): boolean {
    const passed = this.#at === null ? 0 : Math.max(0, nowMs - this.#at);
    this.#at = nowMs;
    this.#tokens = Math.min(this.perSecond, this.#tokens + (passed / 1000) * this.perSecond);
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return true;
    }
    if (always) return true;
    this.leftOut += 1;
    return false;
  }
}
