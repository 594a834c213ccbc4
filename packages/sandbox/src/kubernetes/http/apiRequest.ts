import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ApiUser } from '../access/accessRule';
import type { ResourceKind } from '../kinds';
import type { ClusterStore } from '../store';
import type { ResourceTarget } from './requestTarget';

/** A request as a fault hook sees it, before anything is decided. */
export interface RawRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
}

/** An authenticated request for a kind that the cluster serves. */
export interface ResourceRequest extends RawRequest {
  user: ApiUser;
  kind: ResourceKind;
  target: ResourceTarget;
  body: Buffer;
  /** What the client is warned of, collected while the request is served. */
  warnings: string[];
}

/** The answer: a text, or a stream that writes itself until it ends or the client goes. */
export type ApiResponse =
  | {
      status: number;
      contentType?: string;
      headers?: Record<string, string[]>;
      body: string;
    }
  | { stream(response: ServerResponse): void };

/** The part of the log of a pod that a client asks for. */
export interface PodLogRequest {
  namespace: string;
  pod: string;
  container: string;
  previous: boolean;
  tailLines?: number;
}

/** What all handlers of one cluster share. */
export interface ApiContext {
  store: ClusterStore;
  now(): Date;
  /** The log text of a container. */
  podLog(request: PodLogRequest): string;
  /** Milliseconds between bookmarks of a watch that allows them. */
  bookmarkInterval: number;
}

export function json(status: number, body: unknown): ApiResponse {
  return { status, body: JSON.stringify(body) };
}
