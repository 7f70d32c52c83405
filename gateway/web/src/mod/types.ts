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
  kind: 'allowed' | 'removed' | 'undone' | 'muted' | 'unmuted';
  commentId: string;
  text: string;
  /** Of a mute: for how long. */
  seconds?: number;
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

/** What there is to look at in an episode, and what was decided there. */
export interface DeskEpisode {
  episodeId: string;
  comments: ReviewItem[];
  decisions: Decision[];
}
