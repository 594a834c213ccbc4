import {
  FieldError,
  ReleaseDocument,
  proposeChangeSchema,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { fieldErrors } from '../../routes/parse';
import { requestErrors } from './changeFields';
import { existingEnvironment } from './existingEnvironment';
import { governedOf, standingOf } from './governed';
import { ParsedProposal, WorldOfProposal } from './ParsedProposal';

const MAX_OFFERED = 10;

const promotionSchema = proposeChangeSchema
  .omit({ spec: true, restoreTest: true, rollBack: true })
  .required({ release: true });

/**
 * An environment gets a newer release of its series and edition; all else stays. What it has got already, past change
 * control, is newer than what change control knew. Fails with `fieldErrors` and as `existingEnvironment` does.
 */
export async function parsePromotion(
  body: unknown,
  world: Pick<WorldOfProposal, 'snapshot' | 'unledgered' | 'registry'>,
): Promise<Omit<ParsedProposal, 'restoreTest'>> {
  const request = promotionSchema.safeParse(body);
  if (!request.success) throw fieldErrors(requestErrors(request.error));
  const { environment: ref, release: version, ...rest } = request.data;
  const { snapshot } = world;
  const present = existingEnvironment(ref, snapshot);
  const kind = 'promote';
  const spec = {
    ...present.spec,
    odoo: { ...present.spec.odoo, release: version },
  };
  const governed = await governedOf(ref, world);
  const standing = standingOf(present, { kind }, { spec, governed });
  const problem = problemOf(version, standing, snapshot);
  if (problem) throw fieldErrors([problem]);
  return { ...rest, kind, ref, spec, baseSpec: standing.spec };
}

const isNewer = (
  release: ReleaseDocument,
  present: ReleaseDocument,
  releases: RegistrySnapshot['releases'],
) =>
  release !== present &&
  release.spec.series === present.spec.series &&
  release.spec.edition === present.spec.edition &&
  !stepBetween(present, release, [...releases.values()]).back;

function problemOf(
  version: string,
  { release: present, spec: { odoo } }: RegisteredEnvironment,
  { releases }: RegistrySnapshot,
): FieldError | undefined {
  const kin = `series ${odoo.series}, edition ${odoo.edition}`;
  const newer = [...releases.values()].filter(release =>
    isNewer(release, present, releases),
  );
  const wrong = (message: string): FieldError => ({
    path: 'release',
    message,
    accepted: acceptedOf(newer, kin),
  });
  const release = releases.get(version);
  if (!release) return wrong(`${version} is no release of the registry`);
  const { series, edition } = release.spec;
  if (series !== odoo.series) {
    return wrong(
      `${version} is of series ${series}: an environment of ${odoo.series} is cloned, the clone is migrated, and people are moved over to it`,
    );
  }
  if (edition !== odoo.edition) {
    return wrong(`${version} is of edition ${edition}, not ${odoo.edition}`);
  }
  if (version === present.metadata.name) {
    return wrong(`${version} is what it has`);
  }
  return newer.includes(release)
    ? undefined
    : wrong(
        `${version} is older than ${present.metadata.name} by name or by date: a roll-back goes back`,
      );
}

function acceptedOf(newer: readonly ReleaseDocument[], kin: string): string {
  if (newer.length === 0) return `none: it has the newest of ${kin}`;
  const names = [...newer]
    .sort(
      (a, b) => Date.parse(b.spec.releasedAt) - Date.parse(a.spec.releasedAt),
    )
    .slice(0, MAX_OFFERED)
    .map(({ metadata }) => metadata.name);
  return `a newer release of ${kin}: ${names.join(', ')}`;
}
