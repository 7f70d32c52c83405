import { expect, it } from 'vitest';
import { cut, groups } from './groups';
import type { ReviewItem } from './types';

const item = (id: string, text: string, normalized: string, heldBy?: string, reports = 0) =>
  ({ comment: { id, text }, normalized, authorKey: 'k', reports, ...(heldBy ? { heldBy } : {}) }) as ReviewItem;

it('puts the same text in other clothes together, and nothing else', () => {
  const found = groups('e', [item('1', '加微信', '加微信', 'l/加微信'), item('2', '加 微 信！', '加微信', 'l/加微信'), item('3', '加微信', '加微信', undefined, 2), item('4', '🙂', ''), item('5', '🙃', '')]);
  expect(found.map((group) => group.items.map((one) => one.comment.id))).toEqual([['1', '2'], ['3'], ['4'], ['5']]);
  expect(found.map((group) => group.rule)).toEqual(['加微信', null, null, null]);
  expect(found[1]!.reports).toBe(2);
});

it('cuts a text around its match', () => {
  expect(cut('a<b>c', 1, 3)).toEqual(['a', '<b>', 'c']);
});
