// The shapes of the wire (docs/wire.md): hub answers, pushes and REST bodies, as JSON in camelCase.

export type Mode = 'scroll' | 'reverse' | 'top' | 'bottom';

export interface Comment {
  offset: number;
  id: string;
  author: string;
  name: string;
  atMs: number;
  text: string;
  mode: Mode;
  color: number;
}

export interface Tally {
  likes: number;
  bookmarks: number;
  shares: number;
  comments: number;
  viewers: number;
  peak: number;
  plays: number;
  uniqueViewers: number;
  watchSeconds: number;
  completions: number;
  earlyExits: number;
  version: number;
}

export interface Settings {
  title: string;
  creatorId: string;
  seriesId?: string | null;
  durationMs: number;
  state: 'draft' | 'open' | 'closed';
  slowModeMs: number;
}

export interface Refusal {
  code: number;
  name: string;
  message: string;
  retryAfterMs?: number | null;
  field?: string | null;
}

export interface Position {
  epoch: string;
  offset: number;
}

export interface Answer {
  ok: boolean;
  refusal?: Refusal | null;
}

export interface JoinAnswer extends Answer, Position {
  /** True: forget what you have, the comments are the latest ones. False: they are all that you missed. */
  reset: boolean;
  tally: Tally;
  mine: { liked: boolean; bookmarked: boolean };
  comments: Comment[];
  retracted?: string[] | null;
  settings?: Settings | null;
}

export interface CommentRequest {
  episodeId: string;
  commentId: string;
  atMs: number;
  text: string;
  mode: Mode;
  color: number;
}

export interface LikeAnswer extends Answer { liked: boolean; likes: number }
export interface BookmarkAnswer extends Answer { bookmarked: boolean; bookmarks: number }
export interface ShareAnswer extends Answer { shares: number }
export interface FollowAnswer extends Answer { following: boolean; followers: number }
export interface CommentAnswer extends Answer { offset: number; held: boolean }

/** All that happened in an episode in (from, to]. */
export interface Pulse {
  episodeId: string;
  epoch: string;
  from: number;
  to: number;
  comments: Comment[];
  retracted: string[];
  tally?: Tally | null;
  omitted: number;
  settings?: Settings | null;
}

export interface GoingAway { retryAfterMs: number }

export interface Board {
  creatorId: string;
  followers: number;
  totals: Tally;
  episodes: { episodeId: string; title: string; tally: Tally }[];
  /** Unix milliseconds. */
  at: number;
}

export interface BoardAnswer extends Answer { board?: Board | null }

export interface Episode {
  episodeId: string;
  seriesId?: string | null;
  title: string;
  durationMs: number;
  creatorId: string;
  state: Settings['state'];
  slowModeMs: number;
}

export interface Retention {
  bucketSeconds: number;
  counts: number[];
}

/** The comments of 30 seconds of playback. */
export interface TrackSegment {
  segment: number;
  comments: Comment[];
}
