import { BackupCopy } from '@plumbline/plugin-odoo-common';
import { formatCount } from '@plumbline/plugin-odoo-react';

/** What Azure's data plane leaves unsaid is said so, never taken for no. */
const known = (value: boolean | 'unknown', yes: string, no: string) => {
  if (value === 'unknown') return 'unknown';
  return value ? yes : no;
};

export function describeImmutability({ immutability }: BackupCopy): string {
  const { state, days, legalHold } = immutability;
  const words = {
    locked: 'locked',
    unlocked: 'unlocked: whoever owns the account can lift it',
    none: 'not immutable',
    unknown: 'unknown',
  }[state];
  const length = days === null ? '' : `, ${formatCount(days, 'day')}`;
  const hold = known(legalHold, ', legal hold', '');
  return `${words}${length}${
    hold === 'unknown' ? ', legal hold unknown' : hold
  }`;
}

function describeSoftDelete(days: BackupCopy['softDeleteDays']): string {
  if (days === 'unknown') return 'unknown';
  return days === null ? 'off' : formatCount(days, 'day');
}

export function describeRetention(copy: BackupCopy): string[] {
  const { versioning, softDeleteDays, lifecycle } = copy;
  return [
    `versioning ${known(versioning, 'on', 'off')}`,
    `soft delete ${describeSoftDelete(softDeleteDays)}`,
    ...(lifecycle === 'unknown'
      ? ['lifecycle rules unknown']
      : lifecycle.map(rule => `lifecycle: ${rule}`)),
  ];
}

const ROLES: Record<BackupCopy['role'], string> = {
  primary: 'primary',
  'geo-secondary': 'kept by the storage account',
  replica: 'replicated to another account',
};

const SHORT_ROLES: Record<BackupCopy['role'], string> = {
  primary: 'primary',
  'geo-secondary': 'geo copy',
  replica: 'replica',
};

/** `westeurope (geo copy)` */
export const describePlaceShortly = ({ region, role }: BackupCopy) =>
  `${region} (${SHORT_ROLES[role]})`;

/** `westeurope, kept by the storage account` */
export const describePlace = ({ region, role }: BackupCopy) =>
  `${region}, ${ROLES[role]}`;
