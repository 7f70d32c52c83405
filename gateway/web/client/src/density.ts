/** How many danmaku a screen starts per second: a bucket that fills at that rate and holds one second. */
export class DensityLimit {
  #tokens: number;
  #at: number | null = null;

  constructor(readonly perSecond: number) {
    this.#tokens = perSecond;
  }

  admit(nowMs: number): boolean {
    const passed = this.#at === null ? 0 : Math.max(0, nowMs - this.#at);
    this.#at = nowMs;
    this.#tokens = Math.min(this.perSecond, this.#tokens + (passed / 1000) * this.perSecond);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
