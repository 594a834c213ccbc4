import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';

function read(kubernetes: object) {
  return readConfig(new ConfigReader({ odoo: { kubernetes } } as never));
}

describe('readConfig', () => {
  it('reads each minute, for at most a minute, when nothing is said', () => {
    expect(readConfig(new ConfigReader({}))).toMatchObject({
      frequencySeconds: 60,
      timeoutSeconds: 60,
      gzip: false,
      clusters: [],
    });
  });

  it('looks for alert rules where the platform serves them', () => {
    const platform = {
      clusters: [],
      alerts: { apiVersion: 'azmonitoring.coreos.com/v1' },
    };
    expect(readConfig(new ConfigReader({ odoo: { platform } })).alerts).toEqual(
      { group: 'azmonitoring.coreos.com', versions: ['v1'] },
    );
  });

  it('knows when AKS ends the support of a version, and lets the platform say otherwise', () => {
    const versionSupport = [
      { version: '1.34', end: '2027-11-01' },
      { version: '1.99', end: '2030-01-31' },
    ];
    const { support } = read({ versionSupport });
    const ends = ['1.33', '1.34', '1.99', '2.0'].map(version => {
      const end = support.get(version);
      return end && new Date(end).toISOString().slice(0, 10);
    });
    expect(ends).toEqual(['2026-07-01', '2027-11-01', '2030-01-31', undefined]);
    expect(() =>
      read({ versionSupport: [{ version: 'v1.34.1', end: '2027-11-01' }] }),
    ).toThrow('names version v1.34.1; accepted: like 1.33');
    expect(() =>
      read({ versionSupport: [{ version: '1.34', end: 'next year' }] }),
    ).toThrow('accepted: like 2026-07-31');
  });

  it('takes durations in words and refuses those under which evidence would go stale', () => {
    expect(
      read({ frequency: '2m', timeout: { seconds: 30 }, gzip: true }),
    ).toMatchObject({ frequencySeconds: 120, timeoutSeconds: 30, gzip: true });
    expect(() => read({ timeout: '5m' })).toThrow(
      'odoo.kubernetes.timeout is 300 s; accepted: 5 to 150 s',
    );
    expect(() => read({ frequency: { seconds: 1 } })).toThrow('10 to 150 s');
  });
});
