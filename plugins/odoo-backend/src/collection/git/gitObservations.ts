import { DIFFERENCES_MAX, EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { CollectedObservation } from '@plumbline/plugin-odoo-node';
import { RegisteredEnvironment, placeOf } from '../../registry';
import { Drift } from './drift';
import { UnledgeredCommit } from './unledgered';

/** Paths and commits named in a summary; the rest is counted. */
const NAMED = 3;

const refOf = ({ tenant, stage }: EnvironmentRef) => ({ tenant, stage });

/** What is known of an environment's files besides how they differ from today's render. */
export interface DriftContext {
  /** The version that this portal renders. */
  current: string;
  /** They are as change control left them; absent: that cannot be told. */
  governed?: boolean;
}

/**
 * Only the current version can be rendered. So the files of another one are compared with nothing but the
 * ledger: untouched, they are *behind* and an upgrade brings them here; that is no drift.
 */
export function driftObservation(
  environment: RegisteredEnvironment,
  drift: readonly Drift[],
  { current, governed }: DriftContext,
): CollectedObservation {
  const version = environment.spec.goldenPath;
  const differing = drift.map(
    ({ path, difference }) => `${path} ${difference}`,
  );
  const differences = enumerate(differing);
  const told = {
    environment: refOf(environment),
    probe: 'goldenpath.drift' as const,
    value: drift.length,
    unit: 'files',
    threshold: '0 files differ',
  };
  const unread = environment.unreadCalendars().map(placeOf);
  if (drift.length === 0 && unread.length > 0) {
    return {
      ...told,
      status: 'unknown',
      summary: `Whether its autoscaling floors are those of its calendars cannot be told: ${enumerate(
        unread,
      )} cannot be read`,
    };
  }
  if (drift.length === 0) {
    return {
      ...told,
      status: 'ok',
      summary: `Every file is as golden path ${version} renders it`,
    };
  }
  if (version !== current && governed !== false) {
    return {
      ...told,
      status: governed ? 'ok' : 'unknown',
      threshold: 'untouched since its last change',
      summary: governed
        ? `As golden path ${version} left it; the upgrade to ${current} touches ${drift.length} files`
        : `Of golden path ${version}, and whether it is as that left it cannot be told: ${differences}`,
    };
  }
  return {
    ...told,
    status: 'degraded',
    summary: `Differs from golden path ${version}: ${differences}`,
    differences: listed(differing),
  };
}

/** Nobody can tell what such an environment should be, so nothing about it can be right. */
export function malformedObservation(
  environment: EnvironmentRef,
  message: string,
): CollectedObservation {
  return {
    environment: refOf(environment),
    probe: 'goldenpath.drift',
    status: 'critical',
    threshold: '0 files differ',
    summary: `Its file in Git is malformed: ${message}`,
  };
}

export function unledgeredObservation(
  environment: EnvironmentRef,
  commits: readonly UnledgeredCommit[],
): CollectedObservation {
  return {
    environment: refOf(environment),
    probe: 'commit.unledgered',
    status: commits.length ? 'critical' : 'ok',
    value: commits.length,
    unit: 'commits',
    threshold: '0 commits outside change control',
    summary: commits.length
      ? `Changed outside change control: ${enumerate(
          commits.map(describeCommit),
        )}`
      : 'Nothing here was changed outside change control',
    since: commits.at(-1)?.commit.committedAt,
    ...(commits.length && {
      object: { kind: 'Commit', name: commits[0].commit.id },
      who: enumerate([...new Set(commits.map(authorOf))]),
      differences: listed([...new Set(commits.flatMap(({ files }) => files))]),
    }),
  };
}

/** `1a2b3c4d5e by Ann <ann@x.example> (paths)` */
export function describeCommit({ commit, files }: UnledgeredCommit): string {
  const author = printable(authorOf({ commit }));
  return `${commit.id.slice(0, 10)} by ${author} (${enumerate(files)})`;
}

function authorOf({ commit }: Pick<UnledgeredCommit, 'commit'>): string {
  const { name, email } = commit.author;
  return `${name} <${email}>`;
}

function listed(items: readonly string[]): string[] {
  return items.slice(0, DIFFERENCES_MAX).map(printable);
}

function enumerate(items: readonly string[]): string {
  const named = items.slice(0, NAMED).map(printable).join(', ');
  return items.length > NAMED
    ? `${named} and ${items.length - NAMED} more`
    : named;
}

/** git lets control characters into names and paths: they must not become lines of their own, or of a log. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
