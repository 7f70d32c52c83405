// The shapes of the wire (docs/wire.md). What the hubs say is the client's; REST bodies that only pages use are written here.
import type { Settings } from '@interactions/client';

export type {
  Answer, Board, BoardAnswer, Comment, CommentAnswer, CommentRequest, Milestone, MilestoneKind, Mode, Pulse, Refusal, SessionEnded, Settings, Tally,
  TrackSegment, WatchRequest,
} from '@interactions/client';

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
