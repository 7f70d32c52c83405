import { language } from '../language/tongue.svelte';
import { readDisplay, type Display } from './display';

const key = 'display';

/** The viewer's display settings, kept in the browser from one visit to the next. */
export class Taste {
  display = $state.raw<Display>(readDisplay(null, false));

  constructor(private storage: Storage, still: boolean) {
    this.display = readDisplay(storage.getItem(key), still);
    this.#speak();
  }

  set(change: Partial<Display>): void {
    this.display = { ...this.display, ...change };
    this.storage.setItem(key, JSON.stringify(this.display));
    if (change.language !== undefined) this.#speak();
  }

  block(author: string): void {
    if (author !== '' && !this.display.people.includes(author)) this.set({ people: [...this.display.people, author].slice(-100) });
  }

  #speak(): void {
    language.choose(this.display.language || navigator.language);
  }
}
