import type { Wire } from './line.js';

/** A connection whose other end is the test: it answers what it is told to, pushes, and breaks. */
export class ScriptedWire implements Wire {
  calls: { method: string; request: unknown }[] = [];
  starts = 0;
  stops = 0;
  /** What the server answers to a method. */
  answers: Record<string, unknown> = {};
  /** Called for each attempt to connect; throwing refuses it. */
  token: () => Promise<string> = () => Promise.resolve('');
  refuses = false;
  #takes = new Map<string, (message: unknown) => void>();
  #closed: () => void = () => {};

  open = (_url: string, token: () => Promise<string>): Wire => {
    this.token = token;
    return this;
  };

  async start(): Promise<void> {
    this.starts++;
    await this.token();
    if (this.refuses) throw new Error('refused');
  }

  async stop(): Promise<void> {
    this.stops++;
    this.#closed();
  }

  on(name: string, take: (message: never) => void): void {
    this.#takes.set(name, take as (message: unknown) => void);
  }

  onclose(closed: () => void): void {
    this.#closed = closed;
  }

  async invoke<T>(method: string, request: unknown): Promise<T> {
    this.calls.push({ method, request });
    return (this.answers[method] ?? { ok: true }) as T;
  }

  push(name: string, message: unknown): void {
    this.#takes.get(name)!(message);
  }

  cut(): void {
    this.#closed();
  }

  /** The requests of one method, in order. */
  asked<R>(method: string): R[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.request as R);
  }
}
