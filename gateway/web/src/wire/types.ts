// The shapes of the wire (docs/wire.md), all of them generated: what the hubs say, and what REST takes and answers.
import type { Rest } from '@interactions/client';

export type {
  Answer, Board, BoardAnswer, Comment, CommentAnswer, CommentRequest, DeskNotice, Milestone, MilestoneKind, Mode, Pulse, Refusal, Rest, SessionEnded, Settings, Tally,
  TrackSegment, WatchRequest,
} from '@interactions/client';
export type Episode = Rest['EpisodeItem'];
export type Retention = Rest['Retention'];
