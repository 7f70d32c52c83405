import { DensityLimit } from './density.js';
import type { Pace } from './display.js';
import type { Comment } from './hub.gen.js';

/** Within this time after it was shown, the same text is merged into it. */
const mergeWithinMs = 8000;
const remembered = 500;

/** What makes two comments the same to a reader: width, case, spaces, closing marks and the length of a drawn-out laugh do not count. */
export function sameness(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  const bare = plain.replace(/[\p{P}\p{S}]+$/u, '');
  return (bare === '' ? plain : bare).replace(/(.)\1{2,}/gu, '$1$1');
}

function label(text: string, times: number): string {
  return times > 1 ? `${text} ×${times}` : text;
}

/** Decides which comments fly, and counts those that do not, by reason. Nothing here takes a comment out of the list. */
export class Sieve {
  merged = 0;
  leftOut = 0;
  blocked = 0;
  #limit: DensityLimit;
  #shown = new Map<string, { atMs: number; times: number }>();

  constructor(private pace: Pace) {
    this.#limit = new DensityLimit(pace.perSecond);
  }

  obey(pace: Pace): void {
    if (pace.perSecond !== this.pace.perSecond) this.#limit = new DensityLimit(pace.perSecond);
    this.pace = pace;
  }

  /**
   * The text to fly, with how often it was said since it flew last; or null. The gateway has merged some already (`times`).
   * @param own One's own flies in any crowd.
   */
  admit(comment: Pick<Comment, 'text' | 'author' | 'times'>, nowMs: number, own = false): string | null {
    const said = comment.times ?? 1;
    if (own) return label(comment.text, said);
    if (this.isBlocked(comment)) {
      this.blocked += said;
      return null;
    }
    const key = sameness(comment.text);
    const before = this.#shown.get(key);
    if (this.pace.merge && before !== undefined && nowMs - before.atMs < mergeWithinMs) {
      before.times += said;
      this.merged += said;
      return null;
    }
    if (!this.#limit.admit(nowMs)) {
      this.leftOut += said;
      return null;
    }
    this.#remember(key, nowMs);
    this.merged += said - 1;
    return label(comment.text, said + (before === undefined ? 0 : before.times - 1));
  }

  isBlocked({ text, author }: Pick<Comment, 'text' | 'author'>): boolean {
    const { people, words } = this.pace;
    if (author !== '' && people.includes(author)) return true;
    const lower = text.toLowerCase();
    return words.some((word) => lower.includes(word.toLowerCase()));
  }

  #remember(key: string, atMs: number): void {
    this.#shown.delete(key);
    this.#shown.set(key, { atMs, times: 1 });
    if (this.#shown.size > remembered) this.#shown.delete(this.#shown.keys().next().value!);
  }
}
