import { EnvironmentSpec } from '../environment/spec';
import { ChangeBeside } from './besideUpgrade';
import {
  SeriesUpgrade,
  hasSeriesUpgradeEnded,
  productionOf,
} from './seriesUpgrade';

/**
 * Why a production must not be started, in words; undefined: it may. Of the old one and the new one of a series upgrade
 * only one serves: both would send the same mail, work off the same jobs and pay the same people, each with other
 * figures. That also holds once it has ended, except where it went back. A copy that no series upgrade made is a
 * production of its own, such as that of a company that was split.
 */
export function startsBesideCopy(
  upgrade: Pick<SeriesUpgrade, 'environment' | 'clone' | 'state'>,
  { environment, schedule, scheduleBefore }: ChangeBeside,
  environments: ReadonlyMap<string, { spec: EnvironmentSpec }>,
): string | undefined {
  const starts = scheduleBefore === 'stopped' && schedule !== 'stopped';
  if (!starts || upgrade.state === 'gone-back') return undefined;
  const pair = [upgrade.environment, productionOf(upgrade)];
  if (!pair.includes(environment)) return undefined;
  const [old, made] = pair.map(name => environments.get(name)?.spec);
  const serving = pair.find(name => name !== environment)!;
  const serves = (serving === upgrade.environment ? old : made)?.schedule;
  const isCopy = made?.copyOf?.environment === upgrade.environment;
  if (!isCopy || serves === undefined || serves === 'stopped') return undefined;
  return `${environment} stays stopped, because ${serving} serves with the same data, and two productions must not: ${
    hasSeriesUpgradeEnded(upgrade)
      ? `stop ${serving} first`
      : 'go back on the page of its series upgrade, which stops that one first'
  }; to look something up, restore a copy into another stage`;
}
