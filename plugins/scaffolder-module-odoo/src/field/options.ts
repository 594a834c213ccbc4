import { Choices } from '@plumbline/plugin-odoo-common';

export interface Option {
  value: string;
  label: string;
}

type Offered = Choices['releases'];

const releaseOptions = (releases: Offered): Option[] =>
  releases.map(({ version, schemaClass, releasedAt }) => ({
    value: version,
    label: `${version}, ${releasedAt.slice(0, 10)}, schema ${schemaClass}`,
  }));

/** Those that came out after the present release, or before it; all of its series while it is not known. */
function besidePresent(
  { releases }: Choices,
  { series, present }: Record<string, unknown>,
  side: 'after' | 'before',
): Offered {
  const at = releases.find(({ version }) => version === present)?.releasedAt;
  return releases
    .filter(release => !series || release.series === series)
    .filter(({ version, releasedAt }) => {
      if (at === undefined) return true;
      const after = releasedAt >= at;
      return version !== present && after === (side === 'after');
    });
}

/** What a field offers, by its name; a field without a row, or with nothing in it, is typed freely. */
export const OPTIONS: Record<
  string,
  (choices: Choices, form: Record<string, unknown>) => Option[] | undefined
> = {
  region: choices =>
    choices.regions.map(({ name, title }) => ({ value: name, label: title })),
  recoveryRegion: (choices, { region }) =>
    choices.regions
      .filter(({ name }) => name !== region)
      .map(({ name, title }) => ({ value: name, label: title })),
  series: choices =>
    choices.series.map(({ name, supportEnds }) => ({
      value: name,
      label: `${name} (supported until ${supportEnds})`,
    })),
  release: (choices, form) =>
    releaseOptions(besidePresent(choices, form, 'after')),
  to: (choices, form) =>
    form.move === 'configuration-only'
      ? undefined
      : releaseOptions(besidePresent(choices, form, 'before')),
  residency: choices =>
    choices.regions.map(({ name, title }) => ({ value: name, label: title })),
  tenancy: choices => choices.tenancies.map(value => ({ value, label: value })),
  database: choices =>
    choices.databases.map(value => ({ value, label: value })),
};

/** What a free field suggests. */
export const SUGGESTIONS: Record<string, (choices: Choices) => string[]> = {
  tenant: choices => choices.tenants.map(({ name }) => name),
  owner: choices => [...new Set(choices.tenants.map(({ owner }) => owner))],
  timeZone: choices => [
    ...new Set(choices.regions.map(({ timeZone }) => timeZone)),
  ],
};
