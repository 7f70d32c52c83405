/** How many danmaku a screen starts per second: a bucket that fills at that rate. It holds half a second, so that a crowd does not start as a wall. */
export class DensityLimit {
  readonly #most: number;
  #tokens: number;
  #at: number | null = null;

  constructor(readonly perSecond: number) {
    this.#tokens = this.#most = Math.max(1, perSecond / 2);
  }

  admit(nowMs: number): boolean {
    const passed = this.#at === null ? 0 : Math.max(0, nowMs - this.#at);
    this.#at = nowMs;
    this.#tokens = Math.min(this.#most, this.#tokens + (passed / 1000) * this.perSecond);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
