import type { Client, Comment, Room as ClientRoom, Written } from '@interactions/client';
import { createSubscriber } from 'svelte/reactivity';
import { language } from '../language/tongue.svelte';
import { advice } from '../language/words';

const noticeMs = 8000;

/** One episode on this screen: the client's room as Svelte reads it, and what this page says about it. */
export class Room {
  #notice = $state('');
  #fading: ReturnType<typeof setTimeout> | undefined;
  /** As the client knows it, for what is no view. */
  readonly plain: ClientRoom;
  readonly #heard: () => void;

  constructor(readonly client: Client, episodeId: string) {
    const room = (this.plain = client.join(episodeId));
    this.#heard = createSubscriber((changed) => room.changed.on(changed));
    room.refused.on((refusal) => (this.notice = advice(language.words, refusal)));
  }

  get episodeId() { return this.plain.episodeId; }
  get joined() { return this.#now.joined; }
  get wasJoined() { return this.#now.wasJoined; }
  get settings() { return this.#now.settings; }
  get tally() { return this.#now.tally; }
  get comments() { return this.#now.comments; }
  get omitted() { return this.#now.omitted; }
  get backAfter() { return this.#now.backAfter; }
  get own() { return this.#now.own; }
  get like() { return this.#now.like; }
  get bookmark() { return this.#now.bookmark; }
  get follow() { return this.#now.follow; }

  get notice(): string {
    return this.#notice;
  }

  /** Said for a while: what was true of one act is not true of the next. */
  set notice(said: string) {
    clearTimeout(this.#fading);
    this.#notice = said;
    if (said !== '') this.#fading = setTimeout(() => (this.#notice = ''), noticeMs);
  }

  /** There is no such episode, or none that this viewer may see. */
  get isMissing(): boolean {
    const { wasJoined, refusal } = this.#now;
    return !wasJoined && refusal?.name === 'notFound';
  }

  /** What this page has to say, or why the episode cannot be joined. */
  get says(): string {
    const { refusal } = this.#now;
    return this.notice || (refusal ? advice(language.words, refusal) : '');
  }

  write(text: string, how: Written): void {
    this.notice = '';
    this.plain.write(text, how);
  }

  /** Says what another one said, at this place. */
  sayToo(comment: Comment, atMs: number): void {
    this.write(comment.text, { atMs: this.within(atMs), mode: comment.mode ?? 'scroll' });
  }

  /** A playback time as the server takes it: a video may be a little longer than its episode. */
  within(atMs: number): number {
    return Math.min(Math.round(atMs), this.plain.settings?.durationMs ?? Number.MAX_SAFE_INTEGER);
  }

  async share(): Promise<void> {
    await this.plain.share();
  }

  likeComment(comment: Comment): void {
    void this.plain.likeComment(comment.id, comment.liked !== true);
  }

  async report(commentId: string): Promise<void> {
    if ((await this.plain.report(commentId, 'reported from the list')).ok) this.notice = language.words.reported;
  }

  leave(): void {
    this.client.leave(this.plain);
  }

  get #now(): ClientRoom {
    this.#heard();
    return this.plain;
  }
}
