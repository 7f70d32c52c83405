import { describe, expect, it } from 'vitest';
import { usualDisplay } from './display.js';
import { sameness, Sieve } from './sieve.js';

const said = (text: string, author = 'a') => ({ text, author });

describe('Sieve', () => {
  it('merges repeats, however they are written, and says how often when it shows them again', () => {
    const sieve = new Sieve(usualDisplay);
    expect(sieve.admit(said('哈哈哈哈'), 0)).toBe('哈哈哈哈');
    expect(sieve.admit(said('哈哈！！'), 100)).toBeNull();
    expect(sieve.admit(said('哈 哈 哈'), 200)).toBeNull();
    expect(sieve.merged).toBe(2);
    expect(sieve.admit(said('哈哈'), 9000)).toBe('哈哈 ×3');
  });

  it('counts what the gateway has merged already', () => {
    const sieve = new Sieve(usualDisplay);
    expect(sieve.admit({ ...said('first'), times: 4 }, 0)).toBe('first ×4');
    expect(sieve.admit({ ...said('First!'), times: 2 }, 100)).toBeNull();
    expect(sieve.merged).toBe(5);
    expect(sieve.admit(said('first'), 9000)).toBe('first ×3');
    expect(sieve.admit({ ...said('mine'), times: 2 }, 9000, true)).toBe('mine ×2');
  });

  it('leaves out what is over the density, by another count', () => {
    const sieve = new Sieve({ ...usualDisplay, perSecond: 4 });
    const flown = ['a', 'b', 'c', 'd'].map((text) => sieve.admit(said(text), 0)).filter((text) => text !== null);
    expect([flown, sieve.leftOut, sieve.merged]).toEqual([['a', 'b'], 2, 0]);
  });

  it('blocks words and people, and never the own comment', () => {
    const sieve = new Sieve({ ...usualDisplay, words: ['Spoiler'], people: ['x'], perSecond: 1 });
    expect(sieve.admit(said('a SPOILER here'), 0)).toBeNull();
    expect(sieve.admit(said('hello', 'x'), 0)).toBeNull();
    expect(sieve.blocked).toBe(2);
    expect([sieve.admit(said('spoiler', 'x'), 0, true), sieve.admit(said('spoiler', 'x'), 0, true)]).toEqual(['spoiler', 'spoiler']);
  });

  it('tells different things apart', () => {
    expect(sameness('！！！')).not.toBe(sameness('？？？'));
    expect(sameness('good')).not.toBe(sameness('god'));
    expect(sameness('ＯＭＧ!!!')).toBe(sameness('omg'));
  });
});
