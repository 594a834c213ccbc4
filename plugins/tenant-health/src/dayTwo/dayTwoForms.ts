import { EnvironmentSummary } from '@plumbline/plugin-odoo-common';

export interface DayTwoForm {
  /** Of the Scaffolder template. */
  template: string;
  title: string;
  /** Why this environment has no such change. */
  not?: (environment: Pick<EnvironmentSummary, 'stage'>) => string | undefined;
}

const neverProduction =
  (reason: string): DayTwoForm['not'] =>
  ({ stage }) =>
    stage === 'production' ? reason : undefined;

/** The changes of an environment in its life, the harmless first. */
export const DAY_TWO_FORMS: readonly DayTwoForm[] = [
  { template: 'odoo-resize', title: 'Resize' },
  { template: 'odoo-restart', title: 'Restart' },
  { template: 'odoo-schedule', title: 'Change the schedule' },
  { template: 'odoo-change-tier', title: 'Change the criticality tier' },
  {
    template: 'odoo-expiry',
    title: 'Extend or expire',
    not: neverProduction('Production does not expire'),
  },
  { template: 'odoo-host-names', title: 'Change the host names' },
  { template: 'odoo-promote', title: 'Promote a release' },
  { template: 'odoo-roll-back', title: 'Roll back' },
  { template: 'odoo-decommission', title: 'Decommission' },
];

/** The form with the environment filled in. */
export function formPath(template: string, environment: string): string {
  const formData = encodeURIComponent(JSON.stringify({ environment }));
  return `/create/templates/default/${template}?formData=${formData}`;
}
