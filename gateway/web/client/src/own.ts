import type { Comment, CommentAnswer, Refusal } from './hub.gen.js';
import type { CommentRequest } from './types.js';

/** One's own comment on its way. Changed ones are new objects, so that any view framework sees the change. */
export interface OwnComment {
  readonly request: CommentRequest;
  readonly state: 'sending' | 'shown' | 'held' | 'refused';
  /** Why it was refused. */
  readonly refusal?: Refusal | undefined;
}

/** How many unsettled comments of one's own are kept; the oldest go first. */
const keptMax = 20;

/** What this viewer wrote and has not yet seen come back in the episode's order. */
export class OwnComments {
  waiting: readonly OwnComment[] = [];
  readonly #send: (request: CommentRequest) => Promise<CommentAnswer>;
  readonly #changed: () => void;
  #ids = new Set<string>();

  constructor(send: (request: CommentRequest) => Promise<CommentAnswer>, changed: () => void) {
    this.#send = send;
    this.#changed = changed;
  }

  isOwn(id: string): boolean {
    return this.#ids.has(id);
  }

  write(request: CommentRequest): void {
    this.#ids.add(request.commentId);
    this.#keep([...this.waiting, { request, state: 'sending' as const }].slice(-keptMax));
    void this.#deliver(request);
  }

  /** Sends the same comment again, under the same id: if the first one arrived after all, it stays one comment. */
  again(id: string): void {
    const own = this.#find(id);
    if (own === undefined) return;
    this.#turn(id, { state: 'sending', refusal: undefined });
    void this.#deliver(own.request);
  }

  /** After a new connection: whatever has no answer yet is sent again. */
  resend(): void {
    for (const own of this.waiting) {
      if (own.state === 'sending') void this.#deliver(own.request);
    }
  }

  drop(id: string): void {
    this.#keep(this.waiting.filter((own) => own.request.commentId !== id));
  }

  /** Comments that arrived in the episode's order are settled. */
  settle(comments: Comment[]): void {
    const arrived = new Set(comments.map((comment) => comment.id));
    if (this.waiting.some((own) => arrived.has(own.request.commentId))) {
      this.#keep(this.waiting.filter((own) => !arrived.has(own.request.commentId)));
    }
  }

  async #deliver(request: CommentRequest): Promise<void> {
    const answer = await this.#send(request);
    if (answer.ok) this.#turn(request.commentId, { state: answer.held ? 'held' : 'shown' });
    else if (answer.refusal && answer.refusal.code !== 0) this.#turn(request.commentId, { state: 'refused', refusal: answer.refusal });
  }

  #find(id: string): OwnComment | undefined {
    return this.waiting.find((own) => own.request.commentId === id);
  }

  #turn(id: string, change: Partial<OwnComment>): void {
    this.#keep(this.waiting.map((own) => (own.request.commentId === id ? { ...own, ...change } : own)));
  }

  #keep(waiting: readonly OwnComment[]): void {
    this.waiting = waiting;
    this.#changed();
  }
}
