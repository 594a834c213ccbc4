import type { EnvironmentRef } from '../environment/ref';
import type { EnvironmentSpec } from '../environment/spec';
import type { ReleaseDocument } from './release';

export interface DatabaseFacts {
  environment: EnvironmentRef;
  spec: EnvironmentSpec;
  /** Release that the environment is on. */
  from: ReleaseDocument;
  to: ReleaseDocument;
  /** All of the registry that can be read. */
  releases: readonly ReleaseDocument[];
  /** Versions whose records cannot be read: one of them may lie on the way. */
  unreadable?: readonly string[];
  /** Whether a deployment of `to` was verified in this environment before. */
  verifiedBefore?: boolean;
  /** Of the window that the migration must end in, in milliseconds; `Infinity`: none is set. Absent: not known. */
  windowMs?: number;
  now: Date;
}
