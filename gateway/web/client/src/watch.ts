import type { Answer, WatchRequest } from './hub.gen.js';
import { newId } from './id.js';
import { WatchLog } from './watchLog.js';

interface Report {
  sessionId: string;
  seq: number;
  ranges: [number, number][];
  ended: boolean;
}

/** How many unanswered reports are kept while there is no connection; they are sent again unchanged, so none counts twice. */
const waitingMax = 20;

/** Tells the server which seconds were watched. One session is one pass over the episode. */
export class WatchReports {
  readonly #episodeId: string;
  readonly #call: (request: WatchRequest) => Promise<Answer>;
  #log = new WatchLog();
  #sessionId = newId();
  #seq = 0;
  #waiting: Report[] = [];
  #sending = false;

  constructor(episodeId: string, call: (request: WatchRequest) => Promise<Answer>) {
    this.#episodeId = episodeId;
    this.#call = call;
  }

  see(second: number): void {
    this.#log.see(second);
  }

  /** Every few seconds while playing. Nothing watched, nothing said. */
  report(ended = false): void {
    const ranges = this.#log.take();
    if (ranges.length > 0 || (ended && this.#seq > 0)) {
      this.#waiting.push({ sessionId: this.#sessionId, seq: ++this.#seq, ranges, ended });
      if (this.#waiting.length > waitingMax) this.#waiting.shift();
    }
    void this.#send();
  }

  /** The pass is over (the end was reached, or the page goes away): the next second starts a new session. */
  end(): void {
    this.report(true);
    this.#log = new WatchLog();
    this.#sessionId = newId();
    this.#seq = 0;
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let report = this.#waiting[0]; report !== undefined; report = this.#waiting[0]) {
      const answer = await this.#call({ episodeId: this.#episodeId, ...report });
      if (!answer.ok && (answer.refusal?.code === 0 || answer.refusal?.retryAfterMs)) break;
      this.#waiting = this.#waiting.filter((other) => other !== report);
    }
    this.#sending = false;
  }
}
