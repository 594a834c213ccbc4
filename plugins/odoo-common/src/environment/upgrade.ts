import { z } from 'zod';
import { ReleaseDocument, SCHEMA_CLASSES } from '../release/release';

/**
 * What a step from one release to another does to the database; `roll-back` leaves it as it is, `series` brings the
 * copy of an environment to another series of Odoo.
 */
export const STEP_CLASSES = [...SCHEMA_CLASSES, 'roll-back', 'series'] as const;
export type StepClass = (typeof STEP_CLASSES)[number];

/** How an environment came to its release. Absent from a document: it was created with that release. */
export const upgradeSchema = z.strictObject({
  /**
   * Steps so far that changed the schema. The database repeats the number once it is migrated, and Odoo starts
   * only when it does: new code never runs on an older schema, whatever the order in which objects are applied.
   */
  schema: z.int().min(0),
  /**
   * Release whose schema the database has, where it is not the one that runs: a roll-back leaves the schema as it is.
   */
  schemaOf: z.string().max(45).optional(),
  /**
   * A higher number that somebody pushed past change control and that was taken back: the database may repeat it, so the
   * next step that changes the schema counts on from it.
   */
  used: z.int().min(1).optional(),
  /** The step that the newest change takes; absent as soon as it was taken and a later change leaves the release alone. */
  step: z
    .strictObject({
      /** Release before. */
      from: z.string().max(45),
      class: z.enum(STEP_CLASSES),
    })
    .optional(),
});
export type Upgrade = z.infer<typeof upgradeSchema>;

/** Whether nobody may work while the step is taken. */
export const migrates = (stepClass: StepClass): boolean =>
  stepClass === 'additive' ||
  stepClass === 'breaking' ||
  stepClass === 'series';

const byName = new Intl.Collator('en', { numeric: true });

type Order = (a: ReleaseDocument, b: ReleaseDocument) => number;

const compareNames: Order = (a, b) =>
  byName.compare(a.metadata.name, b.metadata.name);
const compareDates: Order = (a, b) =>
  Date.parse(a.spec.releasedAt) - Date.parse(b.spec.releasedAt) ||
  compareNames(a, b);

/** A hotfix of an older line comes out after releases of a newer one: names and dates order them differently. */
const ORDERS = [compareDates, compareNames];

/** Releases whose steps lie between two, the later of them included, by either order. */
const passedOver = (
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): ReleaseDocument[] =>
  releases
    .filter(
      ({ spec }) =>
        spec.series === to.spec.series && spec.edition === to.spec.edition,
    )
    .filter(release =>
      ORDERS.some(compare => {
        const [older, newer] = [from, to].sort(compare);
        return compare(release, older) > 0 && compare(release, newer) <= 0;
      }),
    );

/**
 * Versions that a release on the way says it follows, and that the registry does not have: what they did to the
 * database, nobody knows. Records without `follows` say nothing of it.
 */
export function unrecordedBetween(
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): string[] {
  const recorded = new Set(releases.map(({ metadata }) => metadata.name));
  const followed = passedOver(from, to, releases).flatMap(
    ({ spec }) => spec.follows ?? [],
  );
  return [...new Set(followed)].filter(version => !recorded.has(version));
}

/**
 * What going from one release to another means, and the strongest class of all releases that are passed over:
 * a release names its class against the one before it, and steps may be skipped. Where names and dates order
 * releases differently, nobody knows which schema is the newer one: it is back, over what lies between by
 * either order. Between editions, whose releases say nothing of each other, everything may differ.
 */
export function stepBetween(
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): { back: boolean; schemaClass: (typeof SCHEMA_CLASSES)[number] } {
  const back = ORDERS.some(compare => compare(to, from) < 0);
  if (from.spec.edition !== to.spec.edition) {
    return { back, schemaClass: 'breaking' };
  }
  const strongest = passedOver(from, to, releases).map(({ spec }) =>
    SCHEMA_CLASSES.indexOf(spec.schemaClass),
  );
  return { back, schemaClass: SCHEMA_CLASSES[Math.max(0, ...strongest)] };
}

/**
 * Whether the code of an earlier release may run again on the schema that a later one left behind. A schema that
 * has only been added to does not make older code fit: a release says so itself, of the releases it was tried with.
 */
export function judgeImageRollBack(
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): { allowed: boolean; because: string } {
  const [older, newer] = [to.metadata.name, from.metadata.name];
  if (
    from.spec.series !== to.spec.series ||
    from.spec.edition !== to.spec.edition
  ) {
    const because = `${older} is of another series or edition than ${newer}`;
    return { allowed: false, because };
  }
  const { back, schemaClass } = stepBetween(from, to, releases);
  if (!back || older === newer) {
    return { allowed: false, because: `${older} is no earlier release` };
  }
  const [unrecorded] = unrecordedBetween(from, to, releases);
  if (unrecorded) {
    const because = `What happened to the schema between ${older} and ${newer} is not known: ${unrecorded} is not in releases/`;
    return { allowed: false, because };
  }
  if (schemaClass === 'none') {
    const because = `The schema is the same in ${newer} and ${older}`;
    return { allowed: true, because };
  }
  const isCompatible = from.spec.compatibleWith?.includes(older) ?? false;
  if (schemaClass === 'additive' && isCompatible) {
    const because = `The schema was only added to, and the record of ${newer} names ${older} as running on it`;
    return { allowed: true, because };
  }
  const undone = `the schema has changed between them (${schemaClass}): older code must not run on it`;
  return {
    allowed: false,
    because: `${older} is older than ${newer} by name or by date, and ${undone}`,
  };
}

/** The release whose schema the database has; documents from before `schemaOf` say it by the step alone. */
function schemaRelease(upgrade: Upgrade | undefined, present: string): string {
  const { schemaOf, step } = upgrade ?? {};
  return schemaOf ?? (step?.class === 'roll-back' ? step.from : present);
}

/**
 * Whether a release fits the schema that an earlier roll-back left behind: what runs now says nothing of what the
 * releases before it did to the database.
 */
export function judgeSchemaLeft(
  upgrade: Upgrade | undefined,
  present: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): { allowed: boolean; because: string } {
  const name = schemaRelease(upgrade, present.metadata.name);
  const because = `The database has the schema of ${name}`;
  if (name === present.metadata.name || name === to.metadata.name) {
    return { allowed: true, because };
  }
  const owner = releases.find(({ metadata }) => metadata.name === name);
  if (!owner) {
    return {
      allowed: false,
      because: `${because}, which the registry no longer has: whether ${to.metadata.name} runs on it is not known`,
    };
  }
  if (!stepBetween(owner, to, releases).back) return { allowed: true, because };
  const judged = judgeImageRollBack(owner, to, releases);
  return judged.allowed
    ? judged
    : { allowed: false, because: `${because}: ${judged.because}` };
}

/** Of a step that migrates and the one that follows before it is taken. */
const stronger = (open: StepClass, next: StepClass): StepClass =>
  next === 'breaking' && open !== 'series' ? next : open;

/** `schemaOf` once `to` runs: a release that comes after the one whose schema there is brings its own. */
function leftBy(
  upgrade: Pick<Upgrade, 'schemaOf' | 'step'>,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): Pick<Upgrade, 'schemaOf'> {
  const name = schemaRelease({ schema: 0, ...upgrade }, to.metadata.name);
  if (name === to.metadata.name) return {};
  const owner = releases.find(({ metadata }) => metadata.name === name);
  const isPassed = owner && !stepBetween(owner, to, releases).back;
  return isPassed ? {} : { schemaOf: name };
}

/**
 * `upgrade` of the document of a copy. Within a series the modules that changed are updated before anybody is let in,
 * which is no step: nobody worked in it; a schema that a roll-back left behind at the source comes with the data. To
 * another series the whole database is migrated, once.
 */
export function upgradeOfCopy(
  source: { release: ReleaseDocument; upgrade?: Upgrade },
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): Upgrade | undefined {
  const from = source.release.metadata.name;
  if (source.release.spec.series !== to.spec.series) {
    return { schema: 1, step: { from, class: 'series' } };
  }
  const schemaOf = schemaRelease(source.upgrade, from);
  const left = leftBy({ schemaOf }, to, releases);
  return left.schemaOf ? { schema: 0, ...left } : undefined;
}

/** Of a step: a number that the database may have already would pass for a migration that it never had. */
function countOn(
  { schema, used }: Pick<Upgrade, 'schema' | 'used'> = { schema: 0 },
  stepClass: StepClass,
): Pick<Upgrade, 'schema' | 'used'> {
  if (migrates(stepClass)) return { schema: Math.max(schema, used ?? 0) + 1 };
  return used === undefined ? { schema } : { schema, used };
}

/**
 * What change control knew, once something else was pushed.
 *
 * @param used - the highest number that a document named which nobody governed
 */
export function takenBack(
  known: Upgrade | undefined,
  used: number,
): Upgrade | undefined {
  const { schema = 0, used: before = 0 } = known ?? {};
  return used > Math.max(schema, before) ? { schema, ...known, used } : known;
}

/**
 * `upgrade` of the document after a change. A step that migrates stays open until it has been seen to be taken:
 * whatever is changed meanwhile, the database comes to it behind the standstill and the restore point.
 *
 * @param taken - whether the present step is known to be taken; unknown is not
 */
export function nextUpgrade(
  present: Upgrade | undefined,
  from: ReleaseDocument,
  to: ReleaseDocument,
  { releases, taken }: { releases: readonly ReleaseDocument[]; taken: boolean },
): Upgrade | undefined {
  const open =
    present?.step && migrates(present.step.class) && !taken
      ? present.step
      : undefined;
  if (from.metadata.name === to.metadata.name) {
    if (open || !present) return present;
    const { schema, used } = present;
    const counted = used === undefined ? { schema } : { schema, used };
    return { ...counted, ...leftBy(present, to, releases) };
  }
  const { back, schemaClass } = stepBetween(from, to, releases);
  const stepClass = back ? 'roll-back' : schemaClass;
  const left = schemaRelease(present, from.metadata.name);
  return {
    ...countOn(present, stepClass),
    ...(back || left !== from.metadata.name
      ? leftBy({ schemaOf: left }, to, releases)
      : {}),
    step: open
      ? { from: open.from, class: stronger(open.class, stepClass) }
      : { from: from.metadata.name, class: stepClass },
  };
}
