/** Most ranges the server takes in one report. */
const rangesMax = 32;

/** Gathers the seconds of playback seen since the last report, as ranges [from, to) of whole seconds. */
export class WatchLog {
  #seen = new Set<number>();

  see(second: number): void {
    this.#seen.add(Math.floor(second));
  }

  /** Hands out what was gathered; wild seeking gives more ranges than fit, and the rest goes with the next report. */
  take(): [number, number][] {
    const ranges: [number, number][] = [];
    for (const second of [...this.#seen].sort((a, b) => a - b)) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === second) {
        last[1] = second + 1;
      } else if (ranges.length < rangesMax) {
        ranges.push([second, second + 1]);
      } else {
        break;
      }
      this.#seen.delete(second);
    }
    return ranges;
  }
}
