import {
  EnvironmentDocument,
  EnvironmentSpec,
  completeSpec,
  environmentDocumentSchema,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  CalendarFloor,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { stringify } from 'yaml';
import { platform } from './platform';

export const release = evidentReleaseOf('18.0-2026.11.1', {
  schemaClass: 'additive',
  modules: [{ name: 'base', version: '18.0.1.3' }],
});

export const releaseFiles = {
  [`releases/${release.metadata.name}.yaml`]: stringify(release),
};

/** An environment as `completeSpec` makes it, with what a test cares about on top. */
export function environmentDocument(
  name: string,
  spec: Partial<EnvironmentSpec> = {},
): EnvironmentDocument {
  const ref = environmentRefSchema.parse(name);
  const region = spec.region ?? 'northeurope';
  return environmentDocumentSchema.parse({
    apiVersion: 'plumbline.dev/v1',
    kind: 'OdooEnvironment',
    metadata: ref,
    spec: completeSpec(ref, spec, { platform, releases: [release] }),
    placement: {
      cluster: region === 'northeurope' ? 'aks-north-1' : 'aks-west-1',
      databaseServer: 'own',
    },
  });
}

/** Everything that the golden path renders for the environment, by path. */
export function environmentFiles(
  name: string,
  spec?: Partial<EnvironmentSpec>,
  calendarFloors?: readonly CalendarFloor[],
): Record<string, string> {
  const document = environmentDocument(name, spec);
  const files = renderEnvironment({
    ref: document.metadata,
    spec: document.spec,
    placement: document.placement,
    platform,
    release,
    calendarFloors,
  });
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

/** Nothing keeps changes from the tenant: its last event is long over. */
export const calendarFilesOf = (tenant: string) => ({
  [`calendars/${tenant}.ics`]: [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:over',
    'SUMMARY:Year end',
    'CATEGORIES:FREEZE',
    'DTSTART;TZID=Europe/Dublin:20200101T000000',
    'DTEND;TZID=Europe/Dublin:20200102T000000',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n'),
});

/** A calendar with a payroll on Thursdays, from the hour to ten in the evening in Dublin. */
export const payrollAt = (hour: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:payroll',
    'SUMMARY:Weekly payroll',
    'CATEGORIES:PAYROLL',
    `DTSTART;TZID=Europe/Dublin:20200102T${hour}0000`,
    'DTEND;TZID=Europe/Dublin:20200102T220000',
    'RRULE:FREQ=WEEKLY',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
