import { mockServices } from '@backstage/backend-test-utils';
import { platformInput } from '../__testUtils__/platform';
import { readConfig } from './readConfig';

const read = (odoo: object) =>
  readConfig(mockServices.rootConfig({ data: { odoo } }));

const gitops = { url: 'https://git.example/gitops.git' };

describe('readConfig', () => {
  it('needs the repository and the platform, and has defaults for the rest', () => {
    const config = read({
      gitops,
      platform: platformInput,
      kubernetes: { keyOfAModule: true },
    });
    expect(config.gitops).toMatchObject({ branch: 'main' });
    expect(config.changes.expireAfter.as('days')).toBe(7);
    expect(config.sandbox.enabled).toBe(false);
    expect(config.platform.tiers[1].rpo).toBe('PT5M');
  });

  it('names every wrong key at once', () => {
    const wrong = () =>
      read({
        gitops: { ...gitops, brunch: 'main' },
        collection: { registrySeconds: 0 },
        changes: { expireAfter: 'a week' },
        platform: {
          ...platformInput,
          regions: [{ ...platformInput.regions[0], timeZone: 'Mars/Base' }],
        },
      });
    expect(wrong).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(
          /odoo\.gitops: .*brunch.*odoo\.platform\.regions\.0\.timeZone: .*odoo\.collection\.registrySeconds: .*odoo\.changes\.expireAfter: /,
        ),
      }),
    );
    expect(() => read({})).toThrow(/odoo\.gitops: .*odoo\.platform: /);
  });
});
