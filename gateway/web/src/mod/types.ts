import type { Comment } from '../wire/types';

export interface ReviewItem {
  comment: Comment;
  heldBy?: string;
  reports: number;
  authorKey: string;
  normalized: string;
}

export type Verdict = 'allow' | 'remove' | 'undo';

export interface Decision {
  atMs: number;
  by: string;
  kind: 'allowed' | 'removed' | 'undone';
  commentId: string;
  text: string;
}

export interface Bench {
  outcome: 'allowed' | 'held' | 'refused';
  problem?: string;
  rule?: string;
  listId: string;
  start: number;
  length: number;
  normalized: string;
}
