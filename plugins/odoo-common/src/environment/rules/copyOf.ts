import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import {
  EnvironmentRef,
  environmentRefSchema,
  formatEnvironmentRef,
} from '../ref';
import { EnvironmentSpec } from '../spec';
import { sharesServer } from '../tenancy';
import { when } from './when';

/** A create says whose data it begins with; later, what was copied cannot become anything else. */
export function checkCopyOf(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  facts: Pick<CheckFacts, 'previous' | 'environments' | 'now'>,
): FieldError[] {
  if (facts.previous) return checkKept(facts.previous, spec);
  return spec.copyOf ? checkSource(ref, spec, spec.copyOf, facts) : [];
}

function checkKept(
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
): FieldError[] {
  const [before, after] = [previous, spec].map(({ copyOf }) => copyOf);
  const same =
    before?.environment === after?.environment && before?.at === after?.at;
  return when(!same, {
    path: 'spec.copyOf',
    message: 'is said when an environment is created, and stays as it is',
    accepted: before
      ? [before.environment, before.at].filter(Boolean).join(' at ')
      : 'nothing: this environment began empty',
  });
}

function checkSource(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  copyOf: NonNullable<EnvironmentSpec['copyOf']>,
  { environments, now }: Pick<CheckFacts, 'environments' | 'now'>,
): FieldError[] {
  const name = copyOf.environment;
  const path = 'spec.copyOf.environment';
  if (name === formatEnvironmentRef(ref)) {
    const accepted = 'another environment';
    return [{ path, message: 'an environment is no copy of itself', accepted }];
  }
  const source = environments?.get(name)?.spec;
  if (!source) {
    return [
      {
        path,
        message: `${name} is no environment of this platform`,
        accepted: '<tenant>/<stage> of an environment with backups',
      },
    ];
  }
  const sizes = (['databaseGiB', 'filestoreGiB'] as const).filter(
    size => spec.data[size] < source.data[size],
  );
  const away = spec.residency.filter(
    region => !source.residency.includes(region),
  );
  // Nobody corrects in production what is missing, and Azure restores to a moment only.
  const needsMoment =
    ref.stage === 'production' || spec.database.kind === 'flexible-server';
  const shared = [
    { whose: ref, its: spec, at: 'spec.tenancy' },
    { whose: environmentRefSchema.parse(name), its: source, at: path },
  ].find(({ whose, its }) => sharesServer(whose, its));
  return [
    ...when(spec.database.kind !== source.database.kind, {
      path: 'spec.database.kind',
      message: `the backups of ${name} are of ${source.database.kind}, which no other kind can restore`,
      accepted: source.database.kind,
    }),
    ...when(shared !== undefined, {
      path: shared?.at ?? path,
      message:
        'on a database server that others share, one environment cannot be restored by itself',
      accepted: 'two environments with a database server of their own',
    }),
    ...when(spec.odoo.edition !== source.odoo.edition, {
      path: 'spec.odoo.edition',
      message: `the data of ${name} is of the edition ${source.odoo.edition}`,
      accepted: source.odoo.edition,
    }),
    ...when(spec.region !== source.region, {
      path: 'spec.region',
      message: `the backups of ${name} are restored in ${source.region}, where they lie`,
      accepted: source.region,
    }),
    ...when(away.length > 0, {
      path: 'spec.residency',
      message: `the data of ${name} would leave its residency: ${away.join(
        ', ',
      )}`,
      accepted: source.residency.join(', '),
    }),
    ...when(needsMoment && copyOf.at === undefined, {
      path: 'spec.copyOf.at',
      message:
        'the moment has to be named: database and filestore must be of the same one',
      accepted: 'a moment like 2026-11-23T08:00:00Z',
    }),
    ...sizes.map(size => ({
      path: `spec.data.${size}`,
      message: `the data of ${name} would not fit: it has ${source.data[size]} GiB`,
      accepted: `${source.data[size]} or more`,
    })),
    ...when(copyOf.at !== undefined && Date.parse(copyOf.at) > +now, {
      path: 'spec.copyOf.at',
      message: 'lies in the future: there is nothing to copy yet',
      accepted: `a moment before ${now.toISOString()}`,
    }),
  ];
}
