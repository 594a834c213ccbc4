import type {
  AdmissionPolicy,
  PolicyBinding,
  PolicyParam,
} from '../policy/schema';
import type { ResourceMapping } from './resources';

/** What a request would do to an object. */
export type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

/** One object of a change, as JSON. */
export interface ObjectChange {
  /** The object after the change; for DELETE the object that goes. */
  object: unknown;
  /** The object before an UPDATE. */
  oldObject?: unknown;
  operation: Operation;
}

/** Everything that decides verdicts; nothing is looked up elsewhere. */
export interface PolicyEvaluation {
  policies: readonly AdmissionPolicy[];
  bindings: readonly PolicyBinding[];
  params: readonly PolicyParam[];
  objects: readonly ObjectChange[];
  /** Namespace objects; those among `objects` count as well and win. */
  namespaces: readonly unknown[];
  /** Who asks; expressions that read an absent `request.userInfo` err. */
  userInfo?: { username: string; groups: readonly string[] };
  /**
   * Whether a missing parameter is an error even where its binding lets pass in
   * the cluster: of a folder that is judged before it gets there.
   */
  paramsRequired?: boolean;
  /** Units that may be spent altogether. Default: what a server can spare. */
  totalCost?: number;
  /** Resources of kinds that are not built in; the default pluralises. */
  resources?: ResourceMapping;
}

export type PolicyVerdict = 'pass' | 'fail' | 'error' | 'not-matched';

export interface PolicyWarning {
  binding?: string;
  message: string;
}

/** The verdict of one policy on one object. */
export interface PolicyResult {
  policy: string;
  /** `Kind/namespace/name`, or `Kind/name` in the cluster scope. */
  object: string;
  verdict: PolicyVerdict;
  /** Why; on a pass, what was reported without blocking. */
  message: string;
  /** The validation that failed or erred. */
  expression?: string;
  /** The binding under which it did. */
  binding?: string;
  /** What bindings with the action Warn tell the client, whatever the verdict. */
  warnings?: PolicyWarning[];
}
