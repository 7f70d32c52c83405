import type { Answer, Refusal } from './hub.gen.js';

export interface ToggleAnswer extends Answer {
  on: boolean;
  count: number;
}

/** How a toggle reaches the server, and whom it tells. */
export interface ToggleWays {
  send: (on: boolean) => Promise<ToggleAnswer>;
  refused: (refusal: Refusal) => void;
  changed: () => void;
  /** Changes of mind within this time are one message: the last one. */
  burstMs?: number;
}

/**
 * A switch with a public counter (like, bookmark, follow). It shows what the user wants at once and what the server says as soon as it says it.
 * The wish is kept until it is answered, so a lost connection only delays it; setting the same state twice changes nothing on the server.
 */
export class Toggle {
  on = false;
  count = 0;
  /** What the user wants and the server has not yet confirmed. */
  #wanted: boolean | null = null;
  readonly #ways: ToggleWays;
  #burst: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  constructor(ways: ToggleWays) {
    this.#ways = ways;
  }

  get pending(): boolean {
    return this.#wanted !== null;
  }

  flip(): void {
    this.want(!this.on);
  }

  /** Wanting what is so already says nothing. */
  want(on: boolean): void {
    if (on === this.on) return;
    this.on = on;
    this.count = Math.max(0, this.count + (on ? 1 : -1));
    this.#wanted = on;
    clearTimeout(this.#burst);
    if (this.#ways.burstMs) this.#burst = setTimeout(() => void this.#ask(this.on), this.#ways.burstMs);
    else void this.#ask(on);
    this.#ways.changed();
  }

  /** What the server says of us and of all, on joining. */
  joined(on: boolean, count: number): void {
    this.count = count;
    if (this.#wanted === null || this.#wanted === on) {
      this.#wanted = null;
      this.on = on;
    } else {
      void this.#ask(this.#wanted);
    }
    this.#ways.changed();
  }

  /** A newer public count; the own wish that is still under way is not part of it yet, so it waits for its answer. */
  counted(count: number): void {
    if (this.#wanted === null) this.count = count;
  }

  async #ask(on: boolean): Promise<void> {
    const mine = ++this.#last;
    const answer = await this.#ways.send(on);
    if (mine !== this.#last) return;
    if (answer.ok) {
      this.#wanted = null;
      this.on = answer.on;
      this.count = answer.count;
    } else if (answer.refusal && answer.refusal.code !== 0) {
      this.#wanted = null;
      this.on = !on;
      this.count = Math.max(0, this.count + (on ? -1 : 1));
      this.#ways.refused(answer.refusal);
    }
    this.#ways.changed();
  }
}
