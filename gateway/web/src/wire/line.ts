import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import { backoff, leaveAfter } from './backoff';
import type { CreatorClient, CreatorHub, ViewerClient, ViewerHub } from './hub.gen';
import type { Answer, GoingAway } from './types';

type Hubs = ViewerHub & CreatorHub;
type Pushes = ViewerClient & CreatorClient;

export type LineState = 'connecting' | 'up' | 'down' | 'stopped';

const answerWithinMs = 10_000;

/** The refusal of the page itself: the call did not reach a server, or its answer did not come. Repeating is harmless. */
export const unreachable: Answer = {
  ok: false,
  refusal: { code: 0, name: 'unreachable', message: 'No connection just now.' },
};

/**
 * A hub connection that comes back by itself, for ever, with growing and random pauses.
 * What has to be asked again after coming back is the business of `onUp`.
 */
export class Line {
  readonly #hub: HubConnection;
  readonly #onState: (state: LineState) => void;
  #onUp: () => void = () => {};
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(path: string, token: () => Promise<string>, onState: (state: LineState) => void) {
    this.#onState = onState;
    this.#hub = new HubConnectionBuilder()
      .withUrl(path, { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: token })
      .configureLogging(LogLevel.None)
      .build();
    this.#hub.onclose(() => this.#lost());
    this.on<GoingAway>('GoingAway', (notice) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#hub.stop(), leaveAfter(notice.retryAfterMs));
    });
  }

  on<T>(name: keyof Pushes, take: (message: T) => void): void {
    this.#hub.on(name, take);
  }

  start(onUp: () => void): void {
    this.#onUp = onUp;
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#onState('stopped');
    void this.#hub.stop();
  }

  /** Calls the hub. Never throws: an answer that does not come is `unreachable`. */
  async call<T extends Answer, M extends keyof Hubs = keyof Hubs>(method: M, request: Parameters<Hubs[M]>[0]): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('late')), answerWithinMs)));
    try {
      return await Promise.race([this.#hub.invoke<T>(method, request), late]);
    } catch {
      return unreachable as T;
    } finally {
      clearTimeout(timer);
    }
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    this.#onState(this.#attempt === 0 ? 'connecting' : 'down');
    try {
      await this.#hub.start();
    } catch {
      this.#lost();
      return;
    }
    if (this.#stopped) {
      await this.#hub.stop();
      return;
    }
    this.#attempt = 0;
    this.#onState('up');
    this.#onUp();
  }

  #lost(): void {
    if (this.#stopped) return;
    this.#onState('down');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), backoff(this.#attempt++));
  }
}
