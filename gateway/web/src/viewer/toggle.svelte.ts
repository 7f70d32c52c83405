import type { Answer, Refusal } from '../wire/types';

export interface ToggleAnswer extends Answer {
  on: boolean;
  count: number;
}

/**
 * A switch with a public counter (like, bookmark, follow). It shows what the user wants at once and what the server says as soon as it says it.
 * The wish is kept until it is answered, so a lost connection only delays it; setting the same state twice changes nothing on the server.
 */
export class Toggle {
  on = $state(false);
  count = $state(0);
  /** What the user wants and the server has not yet confirmed. */
  #wanted = $state<boolean | null>(null);
  readonly #send: (on: boolean) => Promise<ToggleAnswer>;
  readonly #refused: (refusal: Refusal) => void;
  readonly #burstMs: number;
  #burst: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  /** @param burstMs Changes of mind within this time are one message: the last one. */
  constructor(send: (on: boolean) => Promise<ToggleAnswer>, refused: (refusal: Refusal) => void, burstMs = 0) {
    this.#send = send;
    this.#refused = refused;
    this.#burstMs = burstMs;
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
    if (this.#burstMs === 0) void this.#ask(on);
    else this.#burst = setTimeout(() => void this.#ask(this.on), this.#burstMs);
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
  }

  /** A newer public count; the own wish that is still under way is not part of it yet, so it waits for its answer. */
  counted(count: number): void {
    if (this.#wanted === null) this.count = count;
  }

  async #ask(on: boolean): Promise<void> {
    const mine = ++this.#last;
    const answer = await this.#send(on);
    if (mine !== this.#last) return;
    if (answer.ok) {
      this.#wanted = null;
      this.on = answer.on;
      this.count = answer.count;
    } else if (answer.refusal && answer.refusal.code !== 0) {
      this.#wanted = null;
      this.on = !on;
      this.count = Math.max(0, this.count + (on ? -1 : 1));
      this.#refused(answer.refusal);
    }
  }
}
