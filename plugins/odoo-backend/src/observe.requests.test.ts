import { mockCredentials } from '@backstage/backend-test-utils';
import {
  choicesSchema,
  releaseListSchema,
} from '@plumbline/plugin-odoo-common';
import { ObserveHalf } from './__testUtils__/ObserveHalf';
import { testDatabases } from './__testUtils__/databases';
import { release } from './__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observe half on %s: requests',
  engine => {
    const half = ObserveHalf.use(databases, engine);

    it('offers choices and releases', async () => {
      await half.odoo.collect();
      const choices = choicesSchema.parse(
        (await half.odoo.get('/choices')).body,
      );
      expect(choices.tenants).toEqual([
        {
          name: 'harbour-civil',
          owner: 'group:default/harbour-civil-erp',
          stages: ['qa', 'production'],
        },
        {
          name: 'harbour-rail',
          owner: 'group:default/harbour-rail-erp',
          stages: ['production'],
        },
      ]);
      expect(choices.releases).toMatchObject([{ version: '18.0-2026.11.1' }]);
      expect(choices.tiers[0].approvals).toEqual({ production: 2, other: 2 });
      const releases = releaseListSchema.parse(
        (await half.odoo.get('/releases')).body,
      );
      expect(releases).toMatchObject({
        total: 1,
        items: [{ digest: release.spec.digest, schemaClass: 'additive' }],
        errors: [],
      });
    });

    it('names every wrong parameter, and lets nobody unknown in', async () => {
      const { status, body } = await half.odoo.get(
        '/environments?stage=dev,moon&limit=0&sort=owner&colour=red',
      );
      expect(status).toBe(400);
      expect(body.error.name).toBe('InputError');
      const details: { path: string; message: string; accepted: string }[] =
        body.error.details;
      expect(details.map(({ path }) => path).sort()).toEqual([
        'colour',
        'limit',
        'sort',
        'stage.1',
      ]);
      expect(
        details.find(({ path }) => path === 'stage.1')?.accepted,
      ).toContain('dev, qa, staging');
      const forged = Buffer.from('{"after":{}}').toString('base64url');
      const cursor = await half.odoo.get(`/environments?cursor=${forged}`);
      expect(cursor.status).toBe(400);
      expect(cursor.body.error.details[0].path).toBe('cursor');

      for (const path of [
        '/environments',
        '/sources',
        '/choices',
        '/releases',
      ]) {
        const anonymous = await half.odoo
          .request()
          .get(`/api/odoo${path}`)
          .set('Authorization', mockCredentials.none.header());
        expect(anonymous.status).toBe(401);
        const service = await half.odoo
          .request()
          .get(`/api/odoo${path}`)
          .set('Authorization', mockCredentials.service.header());
        expect(service.status).toBe(200);
      }
    });
  },
);
