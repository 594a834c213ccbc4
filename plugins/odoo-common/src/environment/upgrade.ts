import { z } from 'zod';
import { ReleaseDocument, SCHEMA_CLASSES } from '../release/release';

/** What a step from one release to another does to the database; `roll-back` leaves it as it is. */
export const STEP_CLASSES = [...SCHEMA_CLASSES, 'roll-back'] as const;
export type StepClass = (typeof STEP_CLASSES)[number];

/** How an environment came to its release. Absent from a document: it was created with that release. */
export const upgradeSchema = z.strictObject({
  /**
   * Steps so far that changed the schema. The database repeats the number once it is migrated, and Odoo starts
   * only when it does: new code never runs on an older schema, whatever the order in which objects are applied.
   */
  schema: z.int().min(0),
  /** The step that the newest change takes; absent as soon as a later change leaves the release alone. */
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
  stepClass === 'additive' || stepClass === 'breaking';

const byName = new Intl.Collator('en', { numeric: true });

const compareReleases = (a: ReleaseDocument, b: ReleaseDocument): number =>
  Date.parse(a.spec.releasedAt) - Date.parse(b.spec.releasedAt) ||
  byName.compare(a.metadata.name, b.metadata.name);

/**
 * What going from one release to another means, and the strongest class of all releases that are passed over:
 * a release names its class against the one before it, and steps may be skipped. Between editions, whose
 * releases say nothing of each other, everything may differ.
 */
export function stepBetween(
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): { back: boolean; schemaClass: (typeof SCHEMA_CLASSES)[number] } {
  const back = compareReleases(to, from) < 0;
  const [older, newer] = back ? [to, from] : [from, to];
  if (from.spec.edition !== to.spec.edition) {
    return { back, schemaClass: 'breaking' };
  }
  const strongest = releases
    .filter(
      ({ spec }) =>
        spec.series === newer.spec.series &&
        spec.edition === newer.spec.edition,
    )
    .filter(
      release =>
        compareReleases(release, older) > 0 &&
        compareReleases(release, newer) <= 0,
    )
    .map(({ spec }) => SCHEMA_CLASSES.indexOf(spec.schemaClass));
  return { back, schemaClass: SCHEMA_CLASSES[Math.max(0, ...strongest)] };
}

/** `upgrade` of the document after a change: a step, or what is left of the one before. */
export function nextUpgrade(
  present: Upgrade | undefined,
  from: ReleaseDocument,
  to: ReleaseDocument,
  releases: readonly ReleaseDocument[],
): Upgrade | undefined {
  if (from.metadata.name === to.metadata.name) {
    return present && { schema: present.schema };
  }
  const { back, schemaClass } = stepBetween(from, to, releases);
  const stepClass = back ? 'roll-back' : schemaClass;
  return {
    schema: (present?.schema ?? 0) + (migrates(stepClass) ? 1 : 0),
    step: { from: from.metadata.name, class: stepClass },
  };
}
