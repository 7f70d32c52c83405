import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { backoff, leaveAfter } from './backoff.js';
import type { Answer, CreatorClient, CreatorHub, GoingAway, SessionEnd, SessionEnded, ViewerClient, ViewerHub } from './hub.gen.js';

type Hubs = ViewerHub & CreatorHub;
type Pushes = ViewerClient & CreatorClient;

/** `ended`: the token, or an overlay's key, is no longer good, and only a new sign-in helps. Nothing connects by itself from then on. */
export type LineState = 'connecting' | 'up' | 'down' | 'ended' | 'stopped';

/** What a line needs of a connection; SignalR's has it. */
export interface Wire {
  start(): Promise<void>;
  stop(): Promise<void>;
  on(name: string, take: (message: never) => void): void;
  onclose(closed: () => void): void;
  invoke<T>(method: string, request: unknown): Promise<T>;
}

const answerWithinMs = 10_000;

/** The refusal of the client itself: the call did not reach a server, or its answer did not come. Repeating is harmless. */
export const unreachable: Answer = {
  ok: false,
  refusal: { code: 0, name: 'unreachable', message: 'No connection just now.' },
};

/** SignalR over WebSockets, without negotiation: one round trip less, and any gateway will do. */
export function webSocket(url: string, token: () => Promise<string>): Wire {
  return new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: token })
    .configureLogging(LogLevel.None)
    .build();
}

/**
 * A hub connection that comes back by itself, for ever, with growing and random pauses, until its token is taken away.
 * What has to be asked again after coming back is the business of `onUp`.
 */
export class Line {
  /** Why the server ended the session last, or null. On a line that is up it tells what was lost, such as a role. */
  ended: SessionEnd | null = null;
  readonly #wire: Wire;
  readonly #onState: (state: LineState) => void;
  #onUp: () => void = () => {};
  #token: string | null = null;
  #stale = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** @param token Asked before each attempt: a token that is good now, or an empty text to watch only. */
  constructor(url: string, token: () => Promise<string>, onState: (state: LineState) => void, open = webSocket) {
    this.#onState = onState;
    this.#wire = open(url, () => this.#fresh(token));
    this.#wire.onclose(() => this.#lost());
    this.on<GoingAway>('GoingAway', (notice) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#wire.stop(), leaveAfter(notice.retryAfterMs));
    });
    this.on<SessionEnded>('SessionEnded', (notice) => (this.ended = notice.reason));
  }

  on<T>(name: keyof Pushes, take: (message: T) => void): void {
    this.#wire.on(name, take);
  }

  start(onUp: () => void): void {
    this.#onUp = onUp;
    void this.#connect();
  }

  /** After `ended`, when the user has signed in anew. */
  again(): void {
    [this.ended, this.#token, this.#stale, this.#attempt] = [null, null, false, 0];
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#onState('stopped');
    void this.#wire.stop();
  }

  /** Calls the hub. Never throws: an answer that does not come is `unreachable`. */
  async call<T extends Answer, M extends keyof Hubs = keyof Hubs>(method: M, request: Parameters<Hubs[M]>[0]): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('late')), answerWithinMs)));
    try {
      return await Promise.race([this.#wire.invoke<T>(method, request), late]);
    } catch {
      return unreachable as T;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A token that has expired opens no connection: who gets the same one again need not try. */
  async #fresh(token: () => Promise<string>): Promise<string> {
    const next = await token();
    this.#stale = this.ended === 'token_expired' && next !== '' && next === this.#token;
    if (this.#stale) throw new Error('This token has expired.');
    return (this.#token = next);
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    this.#onState(this.#attempt === 0 ? 'connecting' : 'down');
    try {
      await this.#wire.start();
    } catch {
      this.#lost();
      return;
    }
    if (this.#stopped) {
      await this.#wire.stop();
      return;
    }
    this.#attempt = 0;
    if (this.ended === 'token_expired') this.ended = null;
    this.#onState('up');
    this.#onUp();
  }

  #lost(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    if (this.ended === 'token_revoked' || this.ended === 'overlay_revoked' || this.#stale) {
      this.#onState('ended');
      return;
    }
    this.#onState('down');
    this.#timer = setTimeout(() => void this.#connect(), backoff(this.#attempt++));
  }
}
