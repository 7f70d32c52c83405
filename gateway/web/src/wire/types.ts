// The shapes of the wire (docs/wire.md). What the hubs say is generated from the server's own types; REST bodies are written here.
import type * as hub from './hub.gen';
import type { Comment } from './hub.gen';

export type Mode = hub.CommentMode;
export type { Board, BoardAnswer, Comment, CommentAnswer, BookmarkAnswer, FollowAnswer, LikeAnswer, ShareAnswer, Answer, GoingAway, Refusal, Tally } from './hub.gen';
export type Settings = hub.EpisodeSettings;
export type Pulse = hub.EpisodePulse;
export type WatchRequest = hub.WatchRequest;
export type CommentRequest = Required<Omit<hub.CommentRequest, 'replyTo'>> & { mode: Mode };

export interface Position {
  epoch: string;
  offset: number;
}

/** The answer of an accepted join; a refused one has nothing but its refusal. */
export type JoinAnswer = hub.Answer & Position & Required<Pick<hub.JoinAnswer, 'reset' | 'tally' | 'mine' | 'comments'>>
  & Pick<hub.JoinAnswer, 'retracted' | 'settings' | 'thanked'>;

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
