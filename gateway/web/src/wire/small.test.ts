import { expect, it } from 'vitest';
import { age, clock, colour, count } from './format';
import { nameFrom, tokenFromHash } from './identity';

it('writes counts short and never rounds up to a wrong unit', () => {
  const cases: [number, string][] = [
    [0, '0'], [999, '999'], [1000, '1k'], [1290, '1.2k'], [34_000, '34k'],
    [999_499, '999k'], [1_000_000, '1M'], [5_640_000, '5.6M'], [12_000_000, '12M'],
  ];
  for (const [value, text] of cases) expect(count(value)).toBe(text);
});

it('writes playback time, age and colour', () => {
  expect([clock(-5), clock(0), clock(59_999), clock(61_000)]).toEqual(['0:00', '0:00', '0:59', '1:01']);
  expect([age(200), age(4000), age(125_000)]).toEqual(['now', '4 s ago', '2 min ago']);
  expect([colour(0xff), colour(0xffffff)]).toEqual(['#0000ff', '#ffffff']);
});

it('takes the name from the address, then from the last visit, and else makes one', () => {
  expect(nameFrom('?user=mei', 'old')).toBe('mei');
  expect(nameFrom('?user=<script>', 'old')).toBe('old');
  expect(nameFrom('', null, () => 0)).toBe('guest-00000');
});

it('reads a token behind the hash only', () => {
  expect(tokenFromHash('#token=a.b.c')).toBe('a.b.c');
  expect(tokenFromHash('')).toBeNull();
});
