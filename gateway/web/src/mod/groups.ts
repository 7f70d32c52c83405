import type { ReviewItem } from './types';

/** Comments of one episode that are the same text in whatever clothes: one decision settles them. */
export interface Group {
  key: string;
  episodeId: string;
  items: ReviewItem[];
  text: string;
  normalized: string;
  /** The word that holds them, without the name of its list; or null when they were only reported. */
  rule: string | null;
  reports: number;
}

/** Oldest first, and texts without anything to match (only symbols) each for themselves by what they are. */
export function groups(episodeId: string, items: ReviewItem[]): Group[] {
  const found = new Map<string, Group>();
  for (const item of items) {
    const key = `${episodeId}/${item.heldBy ?? ''}/${item.normalized || item.comment.text}`;
    const group = found.get(key);
    if (group !== undefined) {
      group.items.push(item);
      group.reports += item.reports;
      continue;
    }
    const { comment, normalized, heldBy, reports } = item;
    found.set(key, { key, episodeId, items: [item], text: comment.text, normalized, rule: ruleOf(heldBy), reports });
  }
  return [...found.values()];
}

function ruleOf(heldBy: string | undefined): string | null {
  return heldBy === undefined ? null : heldBy.slice(heldBy.indexOf('/') + 1);
}

/** A text cut into before, match, after, so that the match can be marked without making markup of it. */
export function cut(text: string, start: number, length: number): [string, string, string] {
  return [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
}
