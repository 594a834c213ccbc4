import { CelValue, toCelValue } from '../cel/values';
import type {
  AdmissionPolicy,
  PolicyBinding,
  PolicyParam,
} from '../policy/schema';
import { selects } from './selectors';

/** The parameters to evaluate with, one after the other. */
export type ResolvedParams =
  | { found: CelValue[] }
  | { missing: 'Allow' | 'Deny'; what: string };

/**
 * The parameters that a binding refers to. Without a reference `params` is
 * null. A parameter without a namespace is taken as cluster-scoped; otherwise
 * it is looked for where the reference says, or next to the object.
 */
export function resolveParams(
  policy: AdmissionPolicy,
  binding: PolicyBinding | undefined,
  params: readonly PolicyParam[],
  objectNamespace: string | undefined,
): ResolvedParams {
  const { paramKind } = policy.spec;
  const ref = binding?.spec.paramRef;
  if (!paramKind || !ref) return { found: [null] };
  const namespace = ref.namespace ?? objectNamespace;
  const found = params.filter(
    ({ apiVersion, kind, metadata }) =>
      apiVersion === paramKind.apiVersion &&
      kind === paramKind.kind &&
      (metadata.namespace === undefined || metadata.namespace === namespace) &&
      (ref.name === undefined
        ? selects(ref.selector, metadata.labels ?? {})
        : metadata.name === ref.name),
  );
  if (found.length > 0) return { found: found.map(toCelValue) };
  const what = ref.name ? `'${ref.name}'` : 'by its selector';
  return {
    missing: ref.parameterNotFoundAction,
    what: `the binding finds no ${paramKind.kind} ${what}`,
  };
}
