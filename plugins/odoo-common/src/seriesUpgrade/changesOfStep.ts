import { ChangeKind } from '../change/change';
import { EnvironmentSpec } from '../environment/spec';
import { UpgradeChange } from './facts';
import {
  SeriesUpgrade,
  SeriesUpgradeStep,
  productionOf,
  rehearsalOf,
} from './seriesUpgrade';

/** One change that a step needs. */
export interface StepChange {
  environment: string;
  kind: ChangeKind;
  /** Of an update: what tells stopping from starting. */
  schedule?: EnvironmentSpec['schedule'];
}

/** The changes that a step is made of, in their order; none where a person's word is all there is. */
export function changesOfStep(
  upgrade: Pick<SeriesUpgrade, 'environment' | 'clone'>,
  step: SeriesUpgradeStep,
): readonly StepChange[] {
  const { environment } = upgrade;
  const [rehearsal, production] = [rehearsalOf(upgrade), productionOf(upgrade)];
  switch (step) {
    case 'prove':
      return [{ environment, kind: 'restore-test' }];
    case 'rehearse':
      return [{ environment: rehearsal, kind: 'create' }];
    case 'stop':
      return [{ environment, kind: 'update', schedule: 'stopped' }];
    case 'cut-over':
      return [{ environment: production, kind: 'create' }];
    case 'clean-up':
      return [
        { environment: rehearsal, kind: 'decommission' },
        { environment, kind: 'decommission' },
      ];
    case 'stop-clone':
      return [{ environment: production, kind: 'update', schedule: 'stopped' }];
    case 'start-old':
      return [{ environment, kind: 'update', schedule: 'always' }];
    case 'clean-up-clone':
      return [
        { environment: rehearsal, kind: 'decommission' },
        { environment: production, kind: 'decommission' },
      ];
    default:
      return [];
  }
}

/** The newest change of a series upgrade that does this. */
export function newestOf(
  changes: readonly UpgradeChange[],
  { environment, kind, schedule }: StepChange,
): UpgradeChange | undefined {
  return changes.findLast(
    change =>
      change.environment === environment &&
      change.kind === kind &&
      (schedule === undefined || change.schedule === schedule),
  );
}
