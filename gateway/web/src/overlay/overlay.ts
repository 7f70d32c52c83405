import { Feed } from '../wire/feed';
import { count } from '../wire/format';
import type { Answer, Comment, JoinAnswer, Pulse, SessionEnded, Tally } from '../wire/types';

/** What an overlay needs of a connection. */
export interface Hub {
  call<T extends Answer>(method: 'OpenOverlay' | 'Join', request: object): Promise<T>;
  stop(): void;
}

/** What an overlay shows things on. */
export interface Screen {
  fly(comment: Comment): void;
  retract(ids: string[]): void;
  say(line: string, ended: boolean): void;
}

const revoked = 'This overlay was revoked, or its link is wrong · 浮层已撤销或链接有误';

/** Shows what is said in one episode while it happens, for as long as the key is good. Its past does not fly again. */
export class Overlay {
  readonly #hub: Hub;
  readonly #screen: Screen;
  readonly #request: { creatorId: string; key: string };
  #feed = new Feed();
  #episodeId = '';
  #joining = false;

  constructor(hub: Hub, screen: Screen, creatorId: string, key: string) {
    [this.#hub, this.#screen, this.#request] = [hub, screen, { creatorId, key }];
  }

  /** Each time the connection is up. */
  async open(): Promise<void> {
    const answer = await this.#hub.call<Answer & { episodeId?: string }>('OpenOverlay', this.#request);
    if (answer.refusal?.name === 'forbidden' || answer.refusal?.name === 'invalid') return this.#end();
    if (!answer.ok) return this.#later();
    this.#episodeId = answer.episodeId ?? '';
    await this.#join();
  }

  pulse(pulse: Pulse): void {
    const taken = this.#feed.pulse(pulse);
    if (taken.gap) return void this.#join();
    this.#take(taken.comments, taken.retracted, pulse.tally);
  }

  ended(notice: SessionEnded): void {
    // The server closes next, and a connection that comes back is told once more that the key is wrong.
    if (notice.reason === 'overlay_revoked') this.#screen.say(revoked, true);
  }

  async #join(): Promise<void> {
    if (this.#joining) return;
    this.#joining = true;
    const after = this.#feed.position;
    const answer = await this.#hub.call<JoinAnswer>('Join', { episodeId: this.#episodeId, ...(after ? { after } : {}) });
    this.#joining = false;
    if (!answer.ok) return this.#later();
    const { comments, reset } = this.#feed.join(answer);
    this.#take(reset ? [] : comments, answer.retracted ?? [], answer.tally);
  }

  #later(): void {
    setTimeout(() => void this.open(), 2000 + Math.random() * 3000);
  }

  #take(comments: Comment[], retracted: string[], tally?: Tally): void {
    for (const comment of comments) this.#screen.fly(comment);
    if (retracted.length > 0) this.#screen.retract(retracted);
    if (tally) this.#screen.say(`♥ ${count(tally.likes)}`, false);
  }

  #end(): void {
    this.#hub.stop();
    this.#screen.say(revoked, true);
  }
}
