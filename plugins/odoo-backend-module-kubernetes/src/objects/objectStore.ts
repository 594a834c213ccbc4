import { ObjectStoreRecord } from '../records';
import { moment } from '../words';
import { Judgement } from './Judgement';

/** What the Barman plugin says of every server that it backs up. */
export function judgeObjectStore({ windows }: ObjectStoreRecord): Judgement {
  const servers = Object.entries(windows);
  if (servers.length === 0) {
    return { status: 'unknown', reason: 'tells of no backup of any server' };
  }
  const findings = servers.map(([server, window]): Judgement => {
    const good = window.lastSuccessfulBackupTime;
    const bad = window.lastFailedBackupTime;
    if (good === undefined) {
      return {
        status: 'degraded',
        reason: `no backup of ${server}`,
        since: bad,
      };
    }
    return bad !== undefined && bad > good
      ? {
          status: 'degraded',
          reason: `the last backup of ${server} failed`,
          since: bad,
        }
      : {
          status: 'ok',
          reason: `claims ${server} to be restorable from ${
            window.firstRecoverabilityPoint === undefined
              ? 'a time it does not name'
              : moment(window.firstRecoverabilityPoint)
          }`,
          since: good,
        };
  });
  return findings.find(({ status }) => status !== 'ok') ?? findings[0];
}
