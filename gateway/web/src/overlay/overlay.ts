import { Room, type Line } from '@interactions/client';
import { count } from '../wire/format';
import type { Answer, Comment, Pulse, SessionEnded } from '../wire/types';

/** What an overlay shows things on. */
export interface Screen {
  fly(comment: Comment): void;
  retract(ids: string[]): void;
  say(line: string, ended: boolean): void;
}

const revoked = 'This overlay was revoked, or its link is wrong · 浮层已撤销或链接有误';
const laterMs = 3000;

/** Shows what is said in one episode while it happens, for as long as the key is good. Its past does not fly again. */
export class Overlay {
  readonly #line: Pick<Line, 'call' | 'stop'>;
  readonly #screen: Screen;
  readonly #request: { creatorId: string; key: string };
  #room: Room | null = null;

  constructor(line: Pick<Line, 'call' | 'stop'>, screen: Screen, creatorId: string, key: string) {
    [this.#line, this.#screen, this.#request] = [line, screen, { creatorId, key }];
  }

  /** Each time the connection is up. */
  async open(): Promise<void> {
    const answer = await this.#line.call<Answer & { episodeId?: string }>('OpenOverlay', this.#request);
    if (answer.refusal?.name === 'forbidden' || answer.refusal?.name === 'invalid') {
      this.#line.stop();
      this.#screen.say(revoked, true);
    } else if (answer.ok && answer.episodeId) {
      await (this.#room ??= this.#show(answer.episodeId)).join();
    } else {
      setTimeout(() => void this.open(), laterMs + Math.random() * laterMs);
    }
  }

  pulse(pulse: Pulse): void {
    this.#room?.pulse(pulse);
  }

  ended(notice: SessionEnded): void {
    if (notice.reason === 'overlay_revoked') this.#screen.say(revoked, true);
  }

  #show(episodeId: string): Room {
    const room = new Room(episodeId, this.#line, () => Promise.resolve(null));
    room.said.on((comment) => this.#screen.fly(comment));
    room.retracted.on((ids) => this.#screen.retract(ids));
    room.changed.on(() => room.tally && this.#screen.say(`♥ ${count(room.tally.likes)}`, false));
    return room;
  }
}
