// Generated from docs/openapi.json by contract.test.mjs; a test fails when it differs. Do not edit it.

export interface paths {
    "/api/ops/cluster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClusterOverview"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dev/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives everybody any token. Development only. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokenRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["HttpValidationProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/episodes/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecountAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    episode: string[];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeskAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/bench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BenchRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BenchAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/users/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RevokeRequest"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GatewayOverview"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/gateway/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EpisodeList"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EpisodeRequest"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EpisodeItem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EpisodeItem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SettingsRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EpisodeItem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/tally": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tally"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Retention"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommentPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/track/{segment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    segment: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrackSegment"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/comments/{commentId}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    commentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MuteRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReviewList"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReviewAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionLog"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PinAnswer"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PinRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PinAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/comments/{commentId}/thanks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    commentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/comments/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/xml": components["schemas"]["Stream"];
                    "text/xml": components["schemas"]["Stream"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportReport"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/episodes/{id}/comments/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserRecord"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserSettings"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserSettings"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/creators/{id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Board"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/creators/{id}/followers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowerCurve"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/creators/{id}/overlays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayItems"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/creators/{id}/overlays/{overlayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    overlayId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOverlayRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlayItem"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    overlayId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What would happen to a text: which check or which word of which list, and where. */
        BenchAnswer: {
            /** @description `allowed`, `held` or `refused`. */
            outcome: string;
            /** @description What is wrong with its shape, or null. */
            problem?: string;
            rule?: string;
            listId: string;
            /**
             * Format: int32
             * @description Where the text has the word, in UTF-16 units, with Length.
             */
            start: number;
            /** Format: int32 */
            length: number;
            normalized: string;
        };
        BenchRequest: {
            text?: string;
        };
        /** @description A creator's live dashboard. */
        Board: {
            creatorId: string;
            /** Format: int64 */
            followers: number;
            /** @description The sum of the latest tallies of all episodes. */
            totals: components["schemas"]["Tally"];
            /** @description The most watched first, at most int Board.EpisodesMax. */
            episodes: components["schemas"]["BoardEpisode"][];
            /**
             * Format: int64
             * @description Unix milliseconds of this board.
             */
            at: number;
            /** @description The latest round numbers that were reached, newest first, at most int Milestones.LengthMax. */
            milestones: components["schemas"]["Milestone"][];
        };
        /** @description An episode on its creator's board. */
        BoardEpisode: {
            episodeId: string;
            title: string;
            tally: components["schemas"]["Tally"];
        };
        ClusterOverview: {
            /** @description Silos that take part in the cluster, as its membership says: one that died is listed until that was noticed. */
            silos: components["schemas"]["ClusterSilo"][];
        };
        ClusterSilo: {
            /** @description Where other silos reach it. */
            address: string;
            /**
             * Format: int64
             * @description When it started, Unix milliseconds.
             */
            sinceMs: number;
        };
        /** @description A comment as every screen sees it. */
        Comment: {
            /**
             * Format: int64
             * @description Its place in the episode's one order.
             */
            offset: number;
            /** @description Its name in the episode. */
            id: string;
            /** @description An opaque, keyed name of the author, or the author hash of an imported file; never a user id. */
            author: string;
            /** @description What the author calls himself; empty for imported comments. */
            name: string;
            /**
             * Format: int32
             * @description The playback time, in milliseconds, 0 to the episode's duration.
             */
            atMs: number;
            text: string;
            /**
             * Format: int64
             * @description When it was accepted (or written, if imported), in Unix milliseconds.
             */
            writtenAtMs: number;
            /** @description How it flies; absent in JSON when it scrolls. */
            mode?: components["schemas"]["CommentMode"];
            /**
             * Format: int32
             * @description 0xRRGGBB; absent in JSON when it is white.
             * @default 16777215
             */
            color?: number;
            /**
             * Format: int32
             * @description How many comments of a pulse it stands for, 2 or more; null = itself only. Others of the same text are in the list.
             */
            times?: number;
            /** @description True when the episode's creator wrote it; null otherwise. */
            byCreator?: boolean;
            /** @description The comment that the creator answers with it, or null. */
            replyTo?: string;
            /** @description True when the creator has thanked for it; null otherwise. */
            thanked?: boolean;
            /**
             * Format: int32
             * @description How many users like it, 1 or more, where comments are listed; null = nobody, or what is read does not carry likes.
             */
            likes?: number;
            /** @description True when the reader likes it, where Likes is; null otherwise. */
            liked?: boolean;
        };
        /**
         * @description How a comment flies, in the words of W3C Bullet Chatting. The numbers are those of danmaku files; on the wire a mode is its lower-case name.
         * @default scroll
         * @enum {unknown}
         */
        CommentMode: "scroll" | "bottom" | "top" | "reverse";
        CommentPage: {
            comments: components["schemas"]["Comment"][];
            /**
             * Format: int64
             * @description Ask again with this as `after`; null when the list has ended.
             */
            next?: number;
        };
        /**
         * @description How one's own comment stands. Numbers are stored: never reuse one.
         * @enum {unknown}
         */
        CommentStanding: "shown" | "held" | "retracted";
        /** @description One line of an episode's audit log. */
        Decision: {
            /**
             * Format: int64
             * @description When, Unix milliseconds.
             */
            atMs: number;
            /** @description What the moderator calls himself, or `creator` or `moderator` where no name came along. */
            by: string;
            kind: components["schemas"]["DecisionKind"];
            commentId: string;
            text: string;
            /**
             * Format: int64
             * @description Of a mute, for how long; null otherwise.
             */
            seconds?: number;
        };
        /**
         * @description What was decided about a comment. Numbers are stored: never reuse one.
         * @enum {unknown}
         */
        DecisionKind: "allowed" | "removed" | "undone" | "muted" | "unmuted";
        /** @description The latest decisions, newest first, at most int DecisionLog.LengthMax. */
        DecisionLog: {
            decisions: components["schemas"]["Decision"][];
        };
        DeskAnswer: {
            /** @description In the order of the question. */
            episodes: components["schemas"]["DeskEpisode"][];
        };
        /** @description What there is to look at in an episode, and what was decided there. */
        DeskEpisode: {
            episodeId: string;
            comments: components["schemas"]["ReviewItem"][];
            decisions: components["schemas"]["Decision"][];
        };
        /** @description An episode as REST lists it. */
        EpisodeItem: {
            episodeId: string;
            seriesId?: string;
            title: string;
            /** Format: int32 */
            durationMs: number;
            creatorId: string;
            state: components["schemas"]["EpisodeStage"];
            /** Format: int32 */
            slowModeMs: number;
        };
        EpisodeList: {
            episodes: components["schemas"]["EpisodeItem"][];
            /** @description Ask again with this as `after`; absent at the end. */
            next?: string;
        };
        EpisodeRequest: {
            /** @description Made by the creator; repeating the same request changes nothing. */
            episodeId?: string;
            title?: string;
            /**
             * Format: int32
             * @description 1,000 to 14,400,000.
             */
            durationMs?: number;
            seriesId?: string;
            /** @description `open` (default), `draft` or `closed`. */
            state?: components["schemas"]["EpisodeStage"];
            /** Format: int32 */
            slowModeMs?: number;
        };
        /**
         * @description Whether an episode can be seen and acted on. Numbers are stored: never reuse one; on the wire they are lower-case names.
         * @enum {unknown}
         */
        EpisodeStage: "draft" | "open" | "closed";
        /** @description The hours in which followers came or went, oldest first; in the hours between nothing changed. */
        FollowerCurve: {
            hours: components["schemas"]["FollowerHour"][];
        };
        /** @description How the followers of a creator changed in one hour. */
        FollowerHour: {
            /**
             * Format: int64
             * @description When the hour began, Unix milliseconds.
             */
            atMs: number;
            /**
             * Format: int64
             * @description Users who began to follow.
             */
            gained: number;
            /**
             * Format: int64
             * @description Users who ended it.
             */
            lost: number;
            /**
             * Format: int64
             * @description How many there were at its end.
             */
            followers: number;
        };
        GatewayOverview: {
            /**
             * Format: int32
             * @description Open hub connections of this gateway.
             */
            connections: number;
            draining: boolean;
            /** @description The episodes that most of its connections show, at most 10. */
            episodes: components["schemas"]["HotEpisode"][];
            /** @description Whether Orleans' own dashboard is there. */
            dashboard: boolean;
        };
        HotEpisode: {
            episodeId: string;
            /**
             * Format: int32
             * @description Connections of this gateway that show it.
             */
            connections: number;
        };
        HttpValidationProblemDetails: {
            type?: string;
            title?: string;
            /** Format: int32 */
            status?: number;
            detail?: string;
            instance?: string;
            errors?: {
                [key: string]: string[];
            };
        };
        /** @description What became of a danmaku file. */
        ImportReport: {
            /**
             * Format: int32
             * @description Comments that are new.
             */
            imported: number;
            /**
             * Format: int32
             * @description Comments that an earlier import had brought.
             */
            alreadyThere: number;
            /** @description How many elements were left out, by reason. */
            skipped: {
                [key: string]: number;
            };
        };
        /** @description A round number that was reached for the first time. */
        Milestone: {
            kind: components["schemas"]["MilestoneKind"];
            /**
             * Format: int64
             * @description One of long[] Milestones.Steps.
             */
            count: number;
            /**
             * Format: int64
             * @description When, Unix milliseconds.
             */
            atMs: number;
            /** @description The episode, or null when it is the creator's own. */
            episodeId?: string;
        };
        /**
         * @description What a milestone counts. Numbers are stored: never reuse one.
         * @enum {unknown}
         */
        MilestoneKind: "followers" | "likes" | "uniqueViewers" | "comments";
        MuteRequest: {
            /**
             * Format: int32
             * @description How long, 0 (lift it) to 31,536,000.
             */
            seconds?: number;
            /** @description Told to the user; at most 200 characters. */
            reason?: string;
        };
        NewOverlayRequest: {
            /** @description The creator's episode that it shows. */
            episodeId?: string;
        };
        OverlayItem: {
            overlayId: string;
            episodeId: string;
            /** Format: int64 */
            createdAtMs: number;
            /** @description What opens it; told once, when it is made. */
            key?: string;
        };
        OverlayItems: {
            /** @description Oldest first, at most 20. */
            overlays: components["schemas"]["OverlayItem"][];
        };
        PinAnswer: {
            /** @description The pinned comment; absent: none. */
            comment?: components["schemas"]["Comment"];
        };
        PinRequest: {
            /** @description The comment to pin; absent: none. */
            commentId?: string;
        };
        RecountAnswer: {
            episodeId: string;
            counters: components["schemas"]["Tally"];
            recount: components["schemas"]["Tally"];
            /**
             * Format: int64
             * @description By how much all counters together are wrong: 0, or there is a fault.
             */
            drift: number;
        };
        /** @description An episode by playback second. */
        Retention: {
            /** @description How many sessions saw each second. */
            counts: number[];
            /** @description How many of those who like it now did so at each second, as far as their players said. */
            likes: number[];
        };
        ReviewAnswer: {
            /**
             * Format: int32
             * @description How many comments stand otherwise than before.
             */
            changed: number;
        };
        /** @description A comment that waits for a moderator, as he sees it. */
        ReviewItem: {
            comment: components["schemas"]["Comment"];
            heldBy?: string;
            /** Format: int32 */
            reports: number;
            authorKey: string;
            /** @description The form on which words are matched: equal forms are the same text in other clothes. */
            normalized: string;
        };
        ReviewList: {
            /** @description Held or reported, oldest first, at most 200. */
            comments: components["schemas"]["ReviewItem"][];
        };
        ReviewRequest: {
            verdict?: components["schemas"]["ReviewVerdict"];
            /** @description 1 to 200 names: identical texts are decided at once. */
            commentIds?: string[];
        };
        /** @enum {unknown} */
        ReviewVerdict: "allow" | "remove" | "undo";
        RevokeRequest: {
            /** @description The roles that are lost: any of viewer, creator, moderator, ops. Absent: the whole token. */
            roles?: string[];
        };
        /** @description What a creator or moderator changes; what is absent stays. */
        SettingsRequest: {
            title?: string;
            state?: components["schemas"]["EpisodeStage"];
            /** Format: int32 */
            slowModeMs?: number;
        };
        /** Format: binary */
        Stream: string;
        /** @description The counters of an episode. Each is a projection of its facts; two tallies of different episodes (or of shards of one) add up. */
        Tally: {
            /**
             * Format: int64
             * @description Users who like it now.
             */
            likes: number;
            /**
             * Format: int64
             * @description Users who keep it now.
             */
            bookmarks: number;
            /**
             * Format: int64
             * @description Distinct shares (user, share id).
             */
            shares: number;
            /**
             * Format: int64
             * @description Comments that are shown: neither held nor retracted.
             */
            comments: number;
            /**
             * Format: int64
             * @description Screens that show it now, from the gateways' leases.
             */
            viewers: number;
            /**
             * Format: int64
             * @description The most viewers at once that were ever recorded.
             */
            peak: number;
            /**
             * Format: int64
             * @description Watch sessions begun.
             */
            plays: number;
            /**
             * Format: int64
             * @description Users who watched at least one second.
             */
            uniqueViewers: number;
            /**
             * Format: int64
             * @description Seconds watched, each second of a session once.
             */
            watchSeconds: number;
            /**
             * Format: int64
             * @description Sessions that saw at least 95 % of the episode.
             */
            completions: number;
            /**
             * Format: int64
             * @description Sessions that ended with fewer than 3 seconds seen.
             */
            earlyExits: number;
            /**
             * Format: int64
             * @description The journal offset up to which facts are counted.
             */
            version: number;
            /**
             * Format: int64
             * @description Likes of comments: pairs of a user and a comment, also of comments that are not shown any more.
             * @default 0
             */
            commentLikes?: number;
        };
        /** @description A token that is valid for twelve hours. */
        TokenAnswer: {
            token: string;
        };
        /** @description Who the token shall be for. */
        TokenRequest: {
            /** @description The token's `sub`: `[A-Za-z0-9_-]{1,64}`. */
            userId?: string;
            /** @description Any of viewer, creator, moderator, ops. */
            roles?: string[];
            /** @description What other viewers see. */
            name?: string;
        };
        /** @description The comments of 30 s of playback, by playback time. */
        TrackSegment: {
            /** Format: int32 */
            segment: number;
            /** @description Changes whenever the segment does; the HTTP ETag. */
            version: string;
            /** @description Null when the asker's version is the current one. */
            comments?: components["schemas"]["Comment"][];
        };
        /** @description A user's own comment and how it stands. */
        UserComment: {
            episodeId: string;
            commentId: string;
            text: string;
            /** Format: int32 */
            positionMs: number;
            state: components["schemas"]["CommentStanding"];
            /** Format: int64 */
            atMs: number;
        };
        /** @description An episode in a user's list. */
        UserEpisode: {
            episodeId: string;
            /** Format: int64 */
            atMs: number;
        };
        /** @description Where a user left an episode. */
        UserProgress: {
            episodeId: string;
            /** Format: int32 */
            positionMs: number;
            /** Format: int64 */
            atMs: number;
        };
        /** @description A user's own record, newest first; each list is cut at int UserRecord.ListLengthMax. */
        UserRecord: {
            likes: components["schemas"]["UserEpisode"][];
            bookmarks: components["schemas"]["UserEpisode"][];
            follows: string[];
            history: components["schemas"]["UserProgress"][];
            comments: components["schemas"]["UserComment"][];
            standing: components["schemas"]["UserStanding"];
        };
        /** @description A user's settings: small texts that his clients keep, such as the danmaku density. Nothing in the product reads them. */
        UserSettings: {
            values: {
                [key: string]: string;
            };
        };
        /** @description Whether a user may comment. */
        UserStanding: {
            /**
             * Format: int64
             * @description Unix milliseconds; 0 = not muted.
             */
            mutedUntilMs: number;
            reason?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
