import {
  EnvironmentRef,
  EnvironmentSpec,
  Placement,
  Plan,
  Platform,
  ReleaseDocument,
  TierPolicy,
  Upgrade,
  environmentName,
  environmentNamespace,
  migrates,
} from '@plumbline/plugin-odoo-common';
import { planEnvironment } from '../plan';
import { CopySource, copySourceOf } from './copySource';
import { DatabasePlace, databasePlaceOf } from './databasePlace';
import { environmentLabels } from './labels';
import { ObjectContext } from './objectContext';

/** A time in which web stands at the plan's maximum: five-field cron of one zone. */
export interface CalendarFloor {
  timeZone: string;
  start: string;
  end: string;
}

export interface RenderInput {
  ref: EnvironmentRef;
  /** Checked by `checkSpec`. */
  spec: EnvironmentSpec;
  platform: Platform;
  release: ReleaseDocument;
  /** As the document has it; absent: created with this release. */
  upgrade?: Upgrade;
  placement: Placement;
  /** By the calendars of its legal entities; absent: none. */
  calendarFloors?: readonly CalendarFloor[];
}

/** What every component renders from; `name` is `<tenant>-<stage>`. */
export interface RenderContext extends RenderInput, ObjectContext {
  placement: Placement;
  plan: Plan;
  tier: TierPolicy;
  database: DatabasePlace;
  /** Absent: it begins empty. */
  copy?: CopySource;
  /**
   * How the database comes to the release: by a Job while people work (an empty or unchanged database), by a
   * Job after everybody was stopped, or it has the schema of the release already.
   */
  migration: 'running' | 'stopped' | 'none';
}

/** @throws InputError when the placement names what the platform no longer has */
export function renderContextOf(input: RenderInput): RenderContext {
  const name = environmentName(input.ref);
  const namespace = environmentNamespace(input.ref);
  return {
    ...input,
    name,
    namespace,
    vault: name,
    labels: environmentLabels(input),
    plan: planEnvironment(input),
    tier: input.platform.tiers[input.spec.tier],
    database: databasePlaceOf(input, namespace),
    copy: copySourceOf(input),
    migration: migrationOf(input.upgrade),
  };
}

function migrationOf(upgrade?: Upgrade): RenderContext['migration'] {
  if (!upgrade?.step) return 'running';
  return migrates(upgrade.step.class) ? 'stopped' : 'none';
}
