import type { Comment } from './hub.gen.js';
import type { JoinAnswer, Position, Pulse } from './types.js';

export interface Taken {
  comments: Comment[];
  retracted: string[];
  /** Something is missing between our position and this pulse: join again with the position. */
  gap: boolean;
}

/**
 * Where a viewer stands in one episode's order, and what a push adds to it.
 * Every offset is let through at most once, whatever arrives twice or late; a hole is reported and never skipped.
 */
export class Feed {
  #position: Position | null = null;

  get position(): Position | null {
    return this.#position;
  }

  /** Takes the answer of a join. The comments are those that we do not have yet; after a reset, those we had are void. */
  join(answer: JoinAnswer): { comments: Comment[]; reset: boolean } {
    const reset = answer.reset || this.#position?.epoch !== answer.epoch;
    const had = reset ? 0 : (this.#position?.offset ?? 0);
    const comments = answer.comments.filter((comment) => comment.offset > had);
    // A pulse may have taken us further than an answer that was under way; going back would let its comments in again.
    this.#position = { epoch: answer.epoch, offset: Math.max(answer.offset, had) };
    return { comments, reset };
  }

  pulse(pulse: Pulse): Taken {
    const at = this.#position;
    if (at === null || pulse.epoch !== at.epoch || pulse.from > at.offset) {
      return { comments: [], retracted: [], gap: true };
    }
    const comments = pulse.comments.filter((comment) => comment.offset > at.offset);
    if (pulse.to > at.offset) {
      this.#position = { epoch: at.epoch, offset: pulse.to };
    }
    // Taking a comment off twice is harmless, and a late pulse is no reason to leave one on screen.
    return { comments, retracted: pulse.retracted ?? [], gap: false };
  }
}
