import { matchesLabels } from '../../kubernetes/selectors/labelSelector';
import type { KubernetesObject } from '../../kubernetes';
import {
  isReady,
  KINDS,
  Resources,
  stamp,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
} from '../runtime';

interface DisruptionBudget extends KubernetesObject {
  spec: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: { matchLabels?: Record<string, string> };
  };
  status?: { conditions?: Condition[]; [field: string]: unknown };
}

function share(value: number | string, of: number): number {
  return typeof value === 'number'
    ? value
    : Math.ceil((parseInt(value, 10) * of) / 100);
}

/** Keeps a PodDisruptionBudget's count of what may be evicted. */
export class DisruptionBudgetController implements Controller {
  readonly name = 'disruption';
  readonly watches;
  readonly #budgets: Resources<DisruptionBudget>;
  readonly #pods: Resources<Pod>;

  constructor(private readonly context: ControllerContext) {
    const { store } = context;
    this.#budgets = new Resources(store, KINDS.disruptionBudget);
    this.#pods = new Resources(store, KINDS.pod);
    this.watches = [
      watchOwn(KINDS.disruptionBudget),
      {
        kind: KINDS.pod,
        keys: ({ stored }: { stored: { namespace?: string } }) =>
          store
            .storedList(KINDS.disruptionBudget, stored.namespace)
            .map(({ namespace, name }) => ({ namespace, name })),
      },
    ];
  }

  reconcile({ namespace, name }: ObjectKey): undefined {
    const budget = this.#budgets.get(namespace, name);
    if (!budget) return;
    const { selector, maxUnavailable, minAvailable } = budget.spec;
    const pods = this.#pods
      .look(namespace)
      .filter(pod =>
        matchesLabels(pod.metadata.labels ?? {}, selector?.matchLabels ?? {}),
      );
    const expectedPods = pods.length;
    const currentHealthy = pods.filter(isReady).length;
    const desiredHealthy =
      minAvailable === undefined
        ? Math.max(0, expectedPods - share(maxUnavailable ?? 0, expectedPods))
        : share(minAvailable, expectedPods);
    const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
    const allowed: Condition = {
      type: 'DisruptionAllowed',
      status: disruptionsAllowed > 0 ? 'True' : 'False',
      reason: disruptionsAllowed > 0 ? 'SufficientPods' : 'InsufficientPods',
      message: '',
      observedGeneration: budget.metadata.generation,
    };
    this.#budgets.setStatus(budget, {
      observedGeneration: budget.metadata.generation,
      expectedPods,
      currentHealthy,
      desiredHealthy,
      disruptionsAllowed,
      conditions: withCondition(
        budget.status?.conditions,
        allowed,
        stamp(this.context),
      ),
    });
  }
}
