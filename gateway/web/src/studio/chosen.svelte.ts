import { Line, newId } from '@interactions/client';
import { ask, ofEpisode, retention } from '../wire/rest';
import type { Comment, CommentAnswer, Rest, Retention } from '../wire/types';
import { peaks, perSecond } from './curve';
import { inbox } from './inbox';
import { say } from './words';

const everyMs = 5000;
const page = 500;
/** The most comments that the curve and the inbox are made of. */
const commentsMax = 20_000;

/** The episode that a creator looks at: its curve by second, its peaks, its inbox. Asks nothing while hidden. */
export class ChosenEpisode {
  retention = $state.raw<Retention | null>(null);
  comments = $state.raw<Comment[]>([]);
  pinned = $state.raw<Comment | null>(null);
  notice = $state('');
  readonly letters = $derived(inbox(this.comments));
  /** The comments that the creator has answered. */
  readonly answered = $derived(new Set(this.comments.map((comment) => comment.replyTo)));
  readonly perSecond = $derived(perSecond(this.comments, this.retention?.counts.length ?? 0));
  readonly peaks = $derived(peaks(this.comments, this.perSecond));
  readonly episodeId: string;
  readonly #token: string;
  #after = 0;
  #asking = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #line: (Line & { ready: Promise<void> }) | null = null;

  constructor(episodeId: string, token: string) {
    [this.episodeId, this.#token] = [episodeId, token];
  }

  show(visible: boolean): void {
    clearInterval(this.#timer);
    if (!visible) {
      this.#line?.stop();
      this.#line = null;
      return;
    }
    void this.#ask();
    this.#timer = setInterval(() => void this.#ask(), everyMs);
  }

  /** Shows a comment to everybody who watches, or none any more. */
  async pin(comment: Comment | null): Promise<void> {
    await this.#try(async () => {
      const request = comment === null ? {} : { commentId: comment.id };
      this.pinned = (await ask<Rest['PinAnswer']>(ofEpisode(this.episodeId, 'pin'), this.#token, request, 'PUT')).comment ?? null;
    });
  }

  async thank(comment: Comment): Promise<void> {
    await this.#try(async () => {
      await ask(ofEpisode(this.episodeId, `comments/${encodeURIComponent(comment.id)}/thanks`), this.#token, {}, 'PUT');
      this.comments = this.comments.map((one) => (one.id === comment.id ? { ...one, thanked: true } : one));
    });
  }

  /** Says something in the episode as its creator, at the place of the comment that it answers. */
  async answer(to: Comment, text: string): Promise<void> {
    const line = (this.#line ??= this.#open());
    await line.ready;
    const request = { episodeId: this.episodeId, commentId: newId(), atMs: to.atMs, text: text.slice(0, 100), mode: 'top', color: 0xffb86b, replyTo: to.id };
    const said = await line.call<CommentAnswer>('Comment', request);
    this.notice = said.ok ? (said.held ? say().heldNow : say().said) : (said.refusal?.message ?? '');
  }

  #open(): Line & { ready: Promise<void> } {
    const line = new Line('/hubs/viewer', () => Promise.resolve(this.#token), () => {});
    return Object.assign(line, { ready: new Promise<void>((up) => line.start(up)) });
  }

  async #try(what: () => Promise<void>): Promise<void> {
    try {
      await what();
      this.notice = '';
    } catch (error) {
      this.notice = error instanceof Error ? error.message : '';
    }
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      this.retention = await retention(this.episodeId, this.#token);
      this.pinned = (await ask<Rest['PinAnswer']>(ofEpisode(this.episodeId, 'pin'), this.#token)).comment ?? null;
      for (let more = true; more; ) more = await this.#page();
    } catch {
      // The curve keeps what it had; the next look asks again.
    }
    this.#asking = false;
  }

  async #page(): Promise<boolean> {
    const address = ofEpisode(this.episodeId, `comments?after=${this.#after}&limit=${page}`);
    const { comments, next } = await ask<Rest['CommentPage']>(address, this.#token);
    this.#after = comments.at(-1)?.offset ?? this.#after;
    if (comments.length > 0) this.comments = [...this.comments, ...comments].slice(-commentsMax);
    return next !== undefined;
  }
}
