import { describe, expect, it } from 'vitest';
import { subjectOf } from '../wire/identity';
import type { Comment } from '../wire/types';
import { chineseAge } from '../language/age';
import { csv, peaks, perSecond, sparkline } from './curve';
import { steps, wonSince } from './followers.svelte';
import { inbox, read } from './inbox';
import { averageWatched, RateHistory } from './rates';

describe('RateHistory', () => {
  const at = (seconds: number, likes: number, comments = 0) => [seconds * 1000, { likes, comments }] as const;

  it('gives what was gained per finished second', () => {
    const history = new RateHistory(60);
    [at(100, 0), at(101, 5, 1), at(102, 7, 1), at(103, 7, 1)].forEach((sample) => history.add(...sample));
    expect(history.rates()).toEqual({ at: [101, 102], likes: [5, 2], comments: [1, 0] });
  });

  it('spreads a gain over the silence before it', () => {
    const history = new RateHistory(60);
    [at(100, 0), at(103, 6), at(104, 6)].forEach((sample) => history.add(...sample));
    expect(history.rates().likes).toEqual([2, 2, 2]);
  });

  it('keeps the later of two boards in one second, and no negative speed', () => {
    const history = new RateHistory(60);
    [at(100, 10), at(101, 12), at(101.5, 14), at(102, 3), at(103, 3)].forEach((sample) => history.add(...sample));
    expect(history.rates().likes).toEqual([4, 0]);
  });

  it('forgets what is older than its window', () => {
    const history = new RateHistory(10);
    for (let second = 0; second < 100; second++) history.add(...at(second, second));
    expect(history.rates().at).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98]);
  });
});

it('averages nothing when nobody played', () => {
  expect(averageWatched({ watchSeconds: 0, plays: 0 })).toBe(0);
  expect(averageWatched({ watchSeconds: 90, plays: 4 })).toBe(22.5);
});

it('reads whose token it is, and survives nonsense', () => {
  expect(subjectOf(`x.${btoa(JSON.stringify({ sub: 'demo-creator' }))}.y`)).toBe('demo-creator');
  expect(subjectOf('nonsense')).toBeNull();
});

describe('the inbox', () => {
  const kind = (text: string) => read({ text } as Comment)?.kind ?? null;

  it('tells kinds apart by words that a person can check', () => {
    expect(['建议第三集长一点', 'you should add subtitles', '能不能更快一点？'].map(kind)).toEqual(['suggestion', 'suggestion', 'suggestion']);
    expect(['谁在门口？', 'who is she waiting for?', '为什么不打车'].map(kind)).toEqual(['question', 'question', 'question']);
    expect(['节奏太慢了', 'the sound is bad', '有点尴尬'].map(kind)).toEqual(['criticism', 'criticism', 'criticism']);
    expect(['镜头好稳', 'I love this', '绝了'].map(kind)).toEqual(['praise', 'praise', 'praise']);
    expect(['前排', 'First!', '来了来了'].map(kind)).toEqual([null, null, null]);
  });

  it('says because of which words', () => {
    expect(read({ text: 'This is SO GOOD' } as Comment)?.because).toBe('SO GOOD');
  });

  it('brings the newest first and the same words of the same author once', () => {
    const say = (offset: number, author: string, text: string) => ({ offset, author, text }) as Comment;
    const letters = inbox([say(1, 'a', '绝了'), say(2, 'b', '绝了'), say(3, 'a', '绝了'), say(4, 'a', '前排')]);
    expect(letters.map((letter) => letter.comment.offset)).toEqual([3, 2]);
  });

  it('brings the creator no letter of his own', () => {
    expect(inbox([{ offset: 1, author: 'lin', text: '谢谢，你们太好了', byCreator: true } as Comment])).toEqual([]);
  });
});

describe('the curve', () => {
  const at = (second: number, text = 'x') => ({ atMs: second * 1000 + 5, text }) as Comment;

  it('counts by second, and what lies beyond the end in the last one', () => {
    expect(perSecond([at(0), at(0), at(2), at(9)], 3)).toEqual([2, 0, 2]);
  });

  it('marks what stands out, with what was said most around it', () => {
    const comments = [...Array.from({ length: 5 }, () => at(20, '别回头')), at(21, '啊'), ...[3, 40, 50].map((second) => at(second))];
    const found = peaks(comments, perSecond(comments, 60));
    expect(found).toEqual([{ second: 20, count: 5, phrases: [['别回头', 5], ['啊', 1]] }]);
  });

  it('draws rows on one scale', () => {
    expect(sparkline([0, 10], 10)).toBe('0.0,23.0 100.0,1.0');
    expect(sparkline([], 10)).toBe('');
  });

  it('exports cells that no spreadsheet runs or misreads', () => {
    expect(csv([['a', 1], ['=1+1', -2], ['say "hi", ok', 3]])).toBe('a,1\r\n\'=1+1,-2\r\n"say ""hi"", ok",3\r\n');
  });
});

describe('followers over time', () => {
  const hourMs = 3_600_000;
  const hours = [
    { atMs: 10 * hourMs, gained: 5, lost: 1, followers: 4 },
    { atMs: 13 * hourMs, gained: 0, lost: 2, followers: 2 },
  ];

  it('adds up what was won and lost since', () => {
    expect(wonSince(hours, 0)).toBe(2);
    expect(wonSince(hours, 13.5 * hourMs)).toBe(-2);
    expect(wonSince([], 0)).toBe(0);
  });

  it('draws steps up to now', () => {
    const [at, counts] = steps(hours, 20 * hourMs, 2);
    expect(at.map((seconds) => seconds / 3600)).toEqual([10, 11, 13, 14, 20]);
    expect(counts).toEqual([0, 4, 4, 2, 2]);
    expect(steps([], 0, 0)).toEqual([[], []]);
  });
});

it('says in Chinese how old a figure is', () => {
  expect([0, 5000, 120_000].map(chineseAge)).toEqual(['刚刚', '5 秒前', '2 分钟前']);
});
