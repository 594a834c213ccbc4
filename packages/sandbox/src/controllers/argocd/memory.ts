import type { ComparedResource } from './compare';
import type { Application } from './shapes';
import type { SyncOperation } from './sync';

/** What the controller remembers of an application between two looks. */
export interface Memory {
  /** As read last: most looks find it unchanged, and it is large. */
  application: Application;
  operation?: SyncOperation;
  /** Content of the folder that the last finished sync was for. */
  attempted?: string;
  /** Heals of that content so far. */
  heals: number;
  /** When it was last refused for want of its project, in milliseconds of the epoch. */
  refusedAt?: number;
  /** What the last written status followed from, and when it was written. */
  reported?: {
    compared: readonly ComparedResource[];
    commit: string;
    at: number;
  };
}
