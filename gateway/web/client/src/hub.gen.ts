// Generated from the C# hub interfaces by HubContractTests; a test fails when it differs. Do not edit it.

export interface Answer {
  ok: boolean;
  refusal?: Refusal;
}

export interface Board {
  creatorId: string;
  followers: number;
  totals: Tally;
  episodes: BoardEpisode[];
  at: number;
  milestones: Milestone[];
}

export interface BoardAnswer {
  ok: boolean;
  refusal?: Refusal;
  board?: Board;
}

export interface BoardEpisode {
  episodeId: string;
  title: string;
  tally: Tally;
}

export interface BookmarkAnswer {
  ok: boolean;
  refusal?: Refusal;
  bookmarked: boolean;
  bookmarks: number;
}

export interface BookmarkRequest {
  episodeId: string;
  on: boolean;
  sessionId?: string;
  seq?: number;
}

export interface Comment {
  offset: number;
  id: string;
  author: string;
  name: string;
  atMs: number;
  text: string;
  writtenAtMs: number;
  mode?: CommentMode;
  color?: number;
  times?: number;
  byCreator?: boolean;
  replyTo?: string;
  thanked?: boolean;
  likes?: number;
  liked?: boolean;
}

export interface CommentAnswer {
  ok: boolean;
  refusal?: Refusal;
  offset: number;
  held: boolean;
}

export type CommentMode = 'scroll' | 'bottom' | 'top' | 'reverse';

export interface CommentRequest {
  episodeId: string;
  commentId: string;
  atMs: number;
  text: string;
  mode?: string;
  color?: number;
  replyTo?: string;
}

export interface DeskNotice {
  episodeId: string;
}

export interface DeskRequest {
  episodeIds: string[];
}

export interface EpisodePosition {
  epoch?: string;
  offset: number;
}

export interface EpisodePulse {
  episodeId: string;
  epoch: string;
  from: number;
  to: number;
  comments: Comment[];
  retracted: string[];
  tally?: Tally;
  omitted: number;
  settings?: EpisodeSettings;
  thanked?: string[];
}

export interface EpisodeSettings {
  title: string;
  creatorId: string;
  seriesId?: string;
  durationMs: number;
  state: EpisodeStage;
  slowModeMs: number;
  pinned?: Comment;
}

export type EpisodeStage = 'draft' | 'open' | 'closed';

export interface FollowAnswer {
  ok: boolean;
  refusal?: Refusal;
  following: boolean;
  followers: number;
}

export interface FollowRequest {
  creatorId: string;
  on: boolean;
  sessionId?: string;
  seq?: number;
}

export interface GoingAway {
  retryAfterMs: number;
}

export interface JoinAnswer {
  ok: boolean;
  refusal?: Refusal;
  epoch?: string;
  offset: number;
  reset: boolean;
  tally?: Tally;
  mine?: Mine;
  comments?: Comment[];
  retracted?: string[];
  settings?: EpisodeSettings;
  thanked?: string[];
}

export interface JoinRequest {
  episodeId: string;
  after?: EpisodePosition;
}

export interface LeaveRequest {
  episodeId: string;
}

export interface LikeAnswer {
  ok: boolean;
  refusal?: Refusal;
  liked: boolean;
  likes: number;
}

export interface LikeCommentAnswer {
  ok: boolean;
  refusal?: Refusal;
  liked: boolean;
  likes: number;
}

export interface LikeCommentRequest {
  episodeId: string;
  commentId: string;
  on: boolean;
  sessionId?: string;
  seq?: number;
}

export interface LikeRequest {
  episodeId: string;
  on: boolean;
  sessionId?: string;
  seq?: number;
  atMs?: number;
}

export interface Milestone {
  kind: MilestoneKind;
  count: number;
  atMs: number;
  episodeId?: string;
}

export type MilestoneKind = 'followers' | 'likes' | 'uniqueViewers' | 'comments';

export interface Mine {
  liked: boolean;
  bookmarked: boolean;
}

export interface OpenRequest {
  creatorId: string;
}

export interface OverlayAnswer {
  ok: boolean;
  refusal?: Refusal;
  episodeId?: string;
}

export interface OverlayRequest {
  creatorId: string;
  key: string;
}

export interface Refusal {
  code: number;
  name: string;
  message: string;
  retryAfterMs?: number;
  field?: string;
}

export interface ReleaseRequest {
  episodeId: string;
  commentId: string;
}

export interface ReportRequest {
  episodeId: string;
  commentId: string;
  reason: string;
}

export interface RetractRequest {
  episodeId: string;
  commentId: string;
}

export type SessionEnd = 'token_expired' | 'token_revoked' | 'role_removed' | 'overlay_revoked';

export interface SessionEnded {
  reason: SessionEnd;
}

export interface ShareAnswer {
  ok: boolean;
  refusal?: Refusal;
  shares: number;
}

export interface ShareRequest {
  episodeId: string;
  shareId: string;
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
  commentLikes: number;
}

export interface WatchRequest {
  episodeId: string;
  sessionId: string;
  seq: number;
  ranges: number[][];
  ended?: boolean;
}

export interface ViewerHub {
  Join(request: JoinRequest): Promise<JoinAnswer>;
  Leave(request: LeaveRequest): Promise<Answer>;
  OpenOverlay(request: OverlayRequest): Promise<OverlayAnswer>;
  Like(request: LikeRequest): Promise<LikeAnswer>;
  Bookmark(request: BookmarkRequest): Promise<BookmarkAnswer>;
  Share(request: ShareRequest): Promise<ShareAnswer>;
  Follow(request: FollowRequest): Promise<FollowAnswer>;
  Comment(request: CommentRequest): Promise<CommentAnswer>;
  Watch(request: WatchRequest): Promise<Answer>;
  Retract(request: RetractRequest): Promise<Answer>;
  Release(request: ReleaseRequest): Promise<Answer>;
  LikeComment(request: LikeCommentRequest): Promise<LikeCommentAnswer>;
  Report(request: ReportRequest): Promise<Answer>;
}

export interface ViewerClient {
  Pulse(pulse: EpisodePulse): void;
  GoingAway(notice: GoingAway): void;
  SessionEnded(notice: SessionEnded): void;
}

export interface CreatorHub {
  Open(request: OpenRequest): Promise<BoardAnswer>;
  OpenDesk(request: DeskRequest): Promise<Answer>;
}

export interface CreatorClient {
  Board(board: Board): void;
  Desk(notice: DeskNotice): void;
  GoingAway(notice: GoingAway): void;
  SessionEnded(notice: SessionEnded): void;
}
