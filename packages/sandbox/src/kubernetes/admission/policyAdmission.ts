import { isDeepStrictEqual } from 'node:util';
import {
  evaluatePolicies,
  type AdmissionPolicy,
  type PolicyBinding,
  type PolicyParam,
} from '@plumbline/plugin-odoo-policy';
import type { KindTable } from '../kinds';
import { invalid } from '../statusError';
import type { KubernetesObject, ObjectMeta, Requester } from '../store';
import type { VersionedObjects } from '../store/versionedObjects';
import type { AdmissionRequest } from './admissionRequest';
import {
  ADMISSION_GROUP,
  BINDING,
  isSamePolicy,
  POLICY,
  problemsOf,
  readPolicies,
} from './clusterPolicies';
import { denial, warningsOf } from './denial';
import { ParamSource } from './paramSource';

/** Of what the cluster's own controllers write: operators have no accounts of their own here. */
const CONTROLLER_MANAGER: Requester = {
  user: 'system:kube-controller-manager',
  groups: ['system:authenticated'],
};

const UNCHANGED_KEPT = 10_000;

interface Enforced {
  /** Those that are bound: the others do nothing in a cluster. */
  policies: AdmissionPolicy[];
  bindings: PolicyBinding[];
}

const names = (allowed: readonly string[], value: string) =>
  allowed.includes(value) || allowed.includes('*');

/** Judges every write by the ValidatingAdmissionPolicies that lie in the cluster. */
export class PolicyAdmission {
  readonly #params: ParamSource;
  #enforced: Enforced | undefined;
  /** Warnings of writes that change nothing: GitOps controllers ask for the same ones all the time. */
  readonly #unchanged = new Map<string, string[]>();

  constructor(
    private readonly objects: VersionedObjects,
    private readonly kinds: KindTable,
  ) {
    this.#params = new ParamSource(objects, kinds);
  }

  /** Fails with a StatusError; returns what the client is warned of. */
  admit(request: AdmissionRequest): string[] {
    const {
      kind,
      operation,
      object,
      oldObject,
      user = CONTROLLER_MANAGER,
    } = request;
    if (kind.group === ADMISSION_GROUP) {
      // GitOps controllers write what is there already, all the time.
      if (oldObject && isSamePolicy(object, oldObject)) return [];
      if (operation !== 'DELETE') refuseInvalid(request);
      // Read again with the next write, when this one is kept.
      this.#enforced = undefined;
      this.#unchanged.clear();
      return [];
    }
    const { policies, bindings } = this.#relevant(request);
    if (policies.length === 0) return [];

    const { namespace } = object.metadata;
    const own =
      namespace && this.#get({ group: '', kind: 'Namespace' }, namespace);
    const params = this.#paramsOf(policies, bindings, namespace);
    const judged = isDeepStrictEqual(object, oldObject)
      ? JSON.stringify(
          [object, own, ...params]
            .map(versionOf)
            .concat(user.user, user.groups),
        )
      : undefined;
    const known = judged && this.#unchanged.get(judged);
    if (known) return known;
    const results = evaluatePolicies({
      policies,
      bindings,
      params,
      objects: [{ object, oldObject, operation }],
      namespaces: own ? [own] : [],
      userInfo: { username: user.user, groups: user.groups },
      resources: (group, name) => {
        const found = this.kinds.find(group, name);
        return (
          found && { resource: found.plural, namespaced: found.namespaced }
        );
      },
    });
    for (const result of results) {
      if (result.verdict !== 'fail' && result.verdict !== 'error') continue;
      const policy = policies.find(
        ({ metadata }) => metadata.name === result.policy,
      );
      if (policy) throw denial(request, policy, result);
    }
    const warnings = results.flatMap(warningsOf);
    if (judged) {
      if (this.#unchanged.size >= UNCHANGED_KEPT) this.#unchanged.clear();
      this.#unchanged.set(judged, warnings);
    }
    return warnings;
  }

  /** Most writes concern no policy; those must cost next to nothing. */
  #relevant({ kind, operation }: AdmissionRequest): Enforced {
    this.#enforced ??= this.#read();
    const { policies, bindings } = this.#enforced;
    return {
      policies: policies.filter(({ spec }) =>
        spec.matchConstraints.resourceRules.some(
          ({ apiGroups, resources, operations }) =>
            names(apiGroups, kind.group) &&
            (names(resources, kind.plural) || resources.includes('*/*')) &&
            names(operations, operation),
        ),
      ),
      bindings,
    };
  }

  #read(): Enforced {
    const set = readPolicies([
      ...this.#params.list(POLICY),
      ...this.#params.list(BINDING),
    ]);
    const bound = new Set(set.bindings.map(({ spec }) => spec.policyName));
    return {
      policies: set.policies.filter(({ metadata }) => bound.has(metadata.name)),
      bindings: set.bindings,
    };
  }

  #paramsOf(
    policies: readonly AdmissionPolicy[],
    bindings: readonly PolicyBinding[],
    namespace: string | undefined,
  ): PolicyParam[] {
    return policies.flatMap(policy => {
      const { paramKind } = policy.spec;
      if (!paramKind) return [];
      return bindings
        .filter(({ spec }) => spec.policyName === policy.metadata.name)
        .flatMap(({ spec }) =>
          this.#params.candidates(paramKind, spec.paramRef, namespace),
        );
    });
  }

  #get(kind: { group: string; kind: string }, name: string) {
    return this.objects.look(kind, undefined, name);
  }
}

function versionOf(object: { metadata: object } | undefined | ''): string {
  const { uid, resourceVersion }: Partial<ObjectMeta> = object
    ? object.metadata
    : {};
  return `${uid} ${resourceVersion}`;
}

/** As the API server, which keeps no policy that it cannot compile. */
function refuseInvalid({ kind, object }: AdmissionRequest): void {
  const problems = problemsOf(object as KubernetesObject);
  if (problems.length === 0) return;
  throw invalid(
    kind,
    object.metadata.name,
    problems.map(({ path = 'spec', message }) => ({
      reason: 'FieldValueInvalid',
      field: path,
      message: `Invalid value: ${message}`,
    })),
  );
}
