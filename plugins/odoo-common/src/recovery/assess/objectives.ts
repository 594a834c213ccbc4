import { windowAt } from '../plan/chooseRestorePoint';
import { LossScenario, Objective } from '../assessment';
import { BackupCopy } from '../facts';
import { lengthInWords, momentInWords } from '../words';
import {
  isImmutable,
  offsiteCopies,
  restorableOnCopy,
  saysWhetherReplicated,
} from './copies';
import {
  KnownRestoreTest,
  RecoveryInput,
  UPLOAD_SECONDS,
  freshFact,
  secondsBetween,
  secondsOf,
} from './input';
import { Restorable } from './restorable';
import { measuredRestore } from './tests';

interface Situation {
  input: RecoveryInput;
  restorable: Restorable;
  /** Of the chain that exists now, newest first. */
  tests: readonly KnownRestoreTest[];
}

type Loss =
  | { state: 'measured'; seconds: number; summary: string }
  | { state: 'none' | 'unknown'; summary: string };

/** What would be lost in each scenario, from what the store held when it was read. */
export function lossObjectives(
  situation: Situation,
): Record<LossScenario, Objective> {
  const { lossTargets } = situation.input.policy;
  const judge = (scenario: LossScenario, loss: Loss) =>
    objective(loss, lossTargets[scenario]);
  const component = componentLoss(situation);
  return {
    component: judge('component', component),
    region: judge('region', regionLoss(situation)),
    corruption: judge('corruption', corruptionLoss(situation)),
    tenant: judge('tenant', tenantLoss(situation, component)),
  };
}

function objective(loss: Loss, target: string | undefined): Objective {
  const targetSeconds = target === undefined ? null : secondsOf(target);
  const seconds = loss.state === 'measured' ? loss.seconds : null;
  const { summary } = loss;
  if (targetSeconds === null) {
    return { state: 'not-demanded', seconds, targetSeconds, summary };
  }
  if (loss.state !== 'measured') {
    return { state: loss.state, seconds, targetSeconds, summary };
  }
  const state = loss.seconds <= targetSeconds ? 'met' : 'missed';
  return { state, seconds, targetSeconds, summary };
}

/** A disk, a server or a zone: the copy in the region is used. */
export function componentLoss({
  input,
  restorable,
}: {
  input: Pick<RecoveryInput, 'facts' | 'now'>;
  restorable: Restorable;
}): Loss {
  if (restorable.state !== 'restorable') return restorable;
  const controller = freshFact(input, 'controller');
  if (controller?.fact.claim.archiving === false) {
    // The worse of claim and store counts: newer writes may exist that will not arrive.
    return {
      state: 'unknown',
      summary:
        'The database says that archiving WAL fails: what is written now does not reach the store',
    };
  }
  const { to, asOf, database, apart } = restorable;
  const { idle, lastArchivedAt = null } = controller?.fact.claim ?? {};
  if (controller && idle === true && apart === 0 && database.chain) {
    // What was archived and cannot be reached, behind a gap, is lost however idle the database is now.
    const unreached = lastArchivedAt ? secondsBetween(to, lastArchivedAt) : NaN;
    if (unreached <= UPLOAD_SECONDS) {
      return {
        state: 'measured',
        seconds: Math.max(
          0,
          unreached,
          secondsBetween(controller.observedAt, asOf),
        ),
        summary: `Nothing was written since ${momentInWords(
          to,
        )}: the database itself proves it`,
      };
    }
  }
  const seconds = Math.max(0, secondsBetween(to, asOf));
  return {
    state: 'measured',
    seconds,
    summary: `Restorable to ${momentInWords(to)}, ${lengthInWords(
      seconds,
    )} before the store was read`,
  };
}

/** The region with cluster and primary copy is gone: what another region holds counts. */
function regionLoss({ input, restorable }: Situation): Loss {
  const copies = freshFact(input, 'copies');
  if (restorable.state !== 'restorable') return restorable;
  if (!copies) {
    return { state: 'unknown', summary: 'Where copies lie has not been read' };
  }
  const offsite = offsiteCopies(copies.fact.copies, input.spec.region);
  if (offsite.length === 0) {
    return saysWhetherReplicated(copies.fact.copies)
      ? { state: 'none', summary: 'No copy lies in another region' }
      : {
          state: 'unknown',
          summary: 'The store does not say whether it is replicated',
        };
  }
  const held = offsite.flatMap(copy => {
    const to = heldBy(copy, restorable);
    return to ? { copy, to } : [];
  });
  const [best] = held.sort((a, b) => (a.to < b.to ? 1 : -1));
  if (!best) {
    return {
      state: 'unknown',
      summary: `How far the copy in ${offsite[0].region} has come is not known`,
    };
  }
  const seconds = Math.max(0, secondsBetween(best.to, restorable.asOf));
  return {
    state: 'measured',
    seconds,
    summary: `The copy in ${
      best.copy.region
    } holds everything up to ${momentInWords(best.to)}`,
  };
}

function heldBy(
  { lastSyncAt }: BackupCopy,
  restorable: Extract<Restorable, { state: 'restorable' }>,
): string | undefined {
  // Replication that has stopped since takes nothing away from what had arrived.
  if (!lastSyncAt) return undefined;
  const database = restorableOnCopy(restorable.database, lastSyncAt);
  return database && (database < restorable.to ? database : restorable.to);
}

/** Bad data spread everywhere: only an immutable point that a restore has proven clean counts. */
function corruptionLoss({ input, restorable, tests }: Situation): Loss {
  const copies = freshFact(input, 'copies');
  if (restorable.state !== 'restorable') return restorable;
  if (!copies) {
    return { state: 'unknown', summary: 'Immutability has not been read' };
  }
  const immutable = copies.fact.copies.map(copy =>
    isImmutable(copy, input.policy),
  );
  if (!immutable.includes(true)) {
    return immutable.includes(undefined)
      ? {
          state: 'unknown',
          summary: 'The store does not say what is immutable',
        }
      : { state: 'none', summary: 'No copy is safe from change and deletion' };
  }
  const clean = tests.find(({ outcome }) => outcome === 'passed');
  if (!clean) {
    return {
      state: 'none',
      summary: 'No restore point was ever proven clean by a restore test',
    };
  }
  if (!windowAt(restorable.database.windows, clean.point.at)) {
    return {
      state: 'none',
      summary: `The point that a restore has proven, ${momentInWords(
        clean.point.at,
      )}, can no longer be restored from the store`,
    };
  }
  const seconds = Math.max(0, secondsBetween(clean.point.at, restorable.asOf));
  return {
    state: 'measured',
    seconds,
    summary: `The newest point that a restore has proven is ${momentInWords(
      clean.point.at,
    )}`,
  };
}

/** One tenant alone: on a server of its own that is the same as a component. */
function tenantLoss({ input }: Situation, component: Loss): Loss {
  if (!input.sharedServer) return component;
  return {
    ...component,
    summary: `${component.summary}; others share the server, so it is restored aside and one database copied back`,
  };
}

export function restoreObjective({
  input,
  restorable,
  tests,
}: Situation): Objective {
  const { rto } = input.policy;
  const targetSeconds = rto === undefined ? null : secondsOf(rto);
  const passed = tests.find(({ outcome }) => outcome === 'passed');
  const seconds =
    restorable.state === 'restorable' && passed
      ? measuredRestore(passed, restorable.database) ?? null
      : null;
  if (seconds === null) {
    const summary = 'No restore of this chain was ever timed';
    return {
      state: targetSeconds === null ? 'not-demanded' : 'unknown',
      seconds,
      targetSeconds,
      summary,
    };
  }
  const summary = `${lengthInWords(
    seconds,
  )}, from the last restore test that passed, scaled by size`;
  if (targetSeconds === null) {
    return { state: 'not-demanded', seconds, targetSeconds, summary };
  }
  const state = seconds <= targetSeconds ? 'met' : 'missed';
  return { state, seconds, targetSeconds, summary };
}
