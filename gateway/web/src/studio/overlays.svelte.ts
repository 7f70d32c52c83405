import { newId } from '@interactions/client';
import { ask } from '../wire/rest';
import type { Rest } from '../wire/types';

export type Overlay = Rest['OverlayItem'];

/** The creator's overlays. A link has its key behind the hash, where no server and no log sees it. */
export class Overlays {
  all = $state.raw<Overlay[]>([]);
  /** The link of the one that was just made, which nobody can ask for again. */
  link = $state('');
  notice = $state('');
  readonly #creatorId: string;
  readonly #token: string;

  constructor(creatorId: string, token: string) {
    [this.#creatorId, this.#token] = [creatorId, token];
    void this.#try(async () => {});
  }

  async add(episodeId: string): Promise<void> {
    await this.#try(async () => {
      const made = await ask<Required<Overlay>>(this.#address(newId()), this.#token, { episodeId }, 'PUT');
      this.link = `${location.origin}/overlay.html#creator=${this.#creatorId}&key=${made.key}`;
    });
  }

  async revoke(overlayId: string): Promise<void> {
    await this.#try(() => ask(this.#address(overlayId), this.#token, undefined, 'DELETE'));
    this.link = '';
  }

  async #try(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
      this.all = (await ask<Rest['OverlayItems']>(this.#address(), this.#token)).overlays;
      this.notice = '';
    } catch (error) {
      this.notice = error instanceof Error ? error.message : '';
    }
  }

  readonly #address = (overlayId = ''): string =>
    `/api/creators/${encodeURIComponent(this.#creatorId)}/overlays${overlayId === '' ? '' : `/${encodeURIComponent(overlayId)}`}`;
}
