import { language } from '../language/tongue.svelte';
import { advice } from '../language/words';
import { newId } from '../wire/id';
import type { Comment, CommentAnswer, CommentRequest, Mode } from '../wire/types';

export interface OwnComment {
  request: CommentRequest;
  state: 'sending' | 'shown' | 'held' | 'refused';
  reason: string;
}

/** How many unsettled comments of one's own are kept; the oldest refused ones go first. */
const keptMax = 20;

/** What this viewer wrote and has not yet seen come back in the episode's order. */
export class OwnComments {
  waiting = $state<OwnComment[]>([]);
  readonly #send: (request: CommentRequest) => Promise<CommentAnswer>;
  #ids = new Set<string>();

  constructor(send: (request: CommentRequest) => Promise<CommentAnswer>) {
    this.#send = send;
  }

  isOwn(id: string): boolean {
    return this.#ids.has(id);
  }

  write(episodeId: string, atMs: number, text: string, mode: Mode, color: number): CommentRequest {
    const request = { episodeId, commentId: newId(), atMs, text, mode, color };
    this.#ids.add(request.commentId);
    this.waiting = [...this.waiting, { request, state: 'sending' as const, reason: '' }].slice(-keptMax);
    void this.#deliver(request);
    return request;
  }

  /** Sends the same comment again, under the same id: if the first one arrived after all, it stays one comment. */
  again(id: string): void {
    const own = this.#find(id);
    if (own === undefined) return;
    own.state = 'sending';
    void this.#deliver(own.request);
  }

  /** After a new connection: whatever has no answer yet is sent again. */
  resend(): void {
    for (const own of this.waiting) {
      if (own.state === 'sending') void this.#deliver(own.request);
    }
  }

  drop(id: string): void {
    this.waiting = this.waiting.filter((own) => own.request.commentId !== id);
  }

  /** Comments that arrived in the episode's order are settled. */
  settle(comments: Comment[]): void {
    const arrived = new Set(comments.map((comment) => comment.id));
    if (this.waiting.some((own) => arrived.has(own.request.commentId))) {
      this.waiting = this.waiting.filter((own) => !arrived.has(own.request.commentId));
    }
  }

  async #deliver(request: CommentRequest): Promise<void> {
    const answer = await this.#send(request);
    const own = this.#find(request.commentId);
    if (own === undefined) return;
    if (answer.ok) {
      own.state = answer.held ? 'held' : 'shown';
      own.reason = answer.held ? language.words.heldWhy : '';
    } else if (answer.refusal && answer.refusal.code !== 0) {
      own.state = 'refused';
      own.reason = advice(language.words, answer.refusal);
    }
  }

  #find(id: string): OwnComment | undefined {
    return this.waiting.find((own) => own.request.commentId === id);
  }
}
