import { Choices } from '@plumbline/plugin-odoo-common';

export interface Option {
  value: string;
  label: string;
}

/** What a field offers, by its name; a field without a row is typed freely. */
export const OPTIONS: Record<
  string,
  (choices: Choices, form: Record<string, unknown>) => Option[]
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
  release: (choices, { series }) =>
    choices.releases
      .filter(release => !series || release.series === series)
      .map(({ version, schemaClass, releasedAt }) => ({
        value: version,
        label: `${version}, ${releasedAt.slice(0, 10)}, schema ${schemaClass}`,
      })),
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
