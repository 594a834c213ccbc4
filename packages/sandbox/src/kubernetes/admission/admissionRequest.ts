import type { Operation } from '@plumbline/plugin-odoo-policy';
import type { ResourceKind } from '../kinds';
import type { KubernetesObject, Requester } from '../store';

/** A write that is about to be kept: complete, with its defaults, as admission sees it last. */
export interface AdmissionRequest {
  kind: ResourceKind;
  operation: Operation;
  /** After the write; of DELETE the object that goes. */
  object: KubernetesObject;
  /** Before an UPDATE. */
  oldObject?: KubernetesObject;
  /** Absent where one of the cluster's own controllers writes in process. */
  user?: Requester;
}

/**
 * Lets a write pass or fails with a StatusError.
 *
 * @returns what the client is warned of
 */
export type Admit = (request: AdmissionRequest) => string[];
