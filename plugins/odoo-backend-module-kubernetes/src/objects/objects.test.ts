import { NOW, ago } from '../__testUtils__/environment';
import { describeObject } from './describeObject';

const object = (apiVersion: string, kind: string, status: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'odoo-acme-production' },
  status,
});
const say = (...args: Parameters<typeof object>) =>
  describeObject(object(...args), NOW);

describe('What an object says of itself', () => {
  const CNPG = 'postgresql.cnpg.io/v1';

  it('is not believed of a backup that runs for ever', () => {
    const running = (minutes: number) =>
      say(CNPG, 'Backup', { phase: 'running', startedAt: ago(minutes) });
    expect(running(360)).toMatchObject({ status: 'ok' });
    expect(running(361)).toEqual({
      status: 'degraded',
      reason: 'says running and has not ended: what ran it may be gone',
      since: NOW.getTime() - 361 * 60_000,
    });
    expect(say(CNPG, 'Backup', { phase: 'running' })?.status).toBe('degraded');
    const velero = { phase: 'InProgress', startTimestamp: ago(361) };
    expect(say('velero.io/v1', 'Backup', velero)?.status).toBe('degraded');
    expect(say(CNPG, 'Backup', {})?.status).toBe('unknown');
  });

  it('is not believed of a store whose last backup failed, or that knows none', () => {
    const store = (serverRecoveryWindow: object) =>
      say('barmancloud.cnpg.io/v1', 'ObjectStore', { serverRecoveryWindow });
    expect(store({})?.status).toBe('unknown');
    expect(store({ db: {} })?.reason).toBe('no backup of db');
    expect(
      store({
        db: {
          lastSuccessfulBackupTime: ago(600),
          lastFailedBackupTime: ago(60),
        },
      }),
    ).toMatchObject({
      status: 'degraded',
      reason: 'the last backup of db failed',
    });
  });

  it('is unknown where it cannot be read, and nothing for a kind that nobody reads', () => {
    expect(say(CNPG, 'Backup', { phase: 7 })).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('cannot be read'),
    });
    expect(say('v1', 'ConfigMap', {})).toBeUndefined();
    expect(describeObject('garbage', NOW)).toBeUndefined();
  });
});
