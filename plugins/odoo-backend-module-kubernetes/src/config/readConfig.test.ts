import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';

function read(kubernetes: object) {
  return readConfig(new ConfigReader({ odoo: { kubernetes } } as never));
}

describe('readConfig', () => {
  it('reads each minute, for at most a minute, when nothing is said', () => {
    expect(readConfig(new ConfigReader({}))).toEqual({
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
