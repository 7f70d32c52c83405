import type { Rest } from '../wire/types';

export type ReviewItem = Rest['ReviewItem'];
export type Verdict = Rest['ReviewVerdict'];
export type Decision = Rest['Decision'];
/** The description of REST says of `outcome` only that it is a text. */
export type Bench = Rest['BenchAnswer'] & { outcome: 'allowed' | 'held' | 'refused' };
