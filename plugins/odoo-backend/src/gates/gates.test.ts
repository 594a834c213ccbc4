import { GateResult } from '@plumbline/plugin-odoo-common';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { PROPOSAL } from '../__testUtils__/proposal';
import { testDatabases } from '../__testUtils__/databases';
import { policyFiles } from '../__testUtils__/policies';

/** Published schemas of the kinds; not part of the repository. */
const SCHEMAS = resolve(
  __dirname,
  '../../../../../shared/fixtures/kubernetes/schemas',
);
const describeWithSchemas = existsSync(SCHEMAS) ? describe : describe.skip;
if (!existsSync(SCHEMAS)) {
  process.stderr.write(`Skipped: no published schemas at ${SCHEMAS}\n`);
}

const FORBIDS_ALL = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-jobs }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [batch], apiVersions: [v1], operations: [CREATE], resources: [jobs] }
  validations:
    - { expression: 'false', message: no jobs here }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-jobs }
spec: { policyName: no-jobs, validationActions: [Deny] }
`;

const databases = testDatabases();
jest.setTimeout(60_000);

describe('gates', () => {
  let world: ChangeWorld;
  afterEach(() => world?.stop());

  async function gateOf(id: string, body: object = {}) {
    const { status, body: change } = await world.propose('ann', body);
    expect(status).toBe(201);
    const gate: GateResult = change.gates.find(
      (candidate: GateResult) => candidate.id === id,
    );
    return { change, gate };
  }
  const start = (options: Parameters<typeof ChangeWorld.start>[2]) =>
    ChangeWorld.start(databases, 'SQLITE_3', options);

  it('block without policies, by a policy file that cannot be read, and until it is repaired', async () => {
    const none = Object.fromEntries(
      Object.keys(policyFiles).map(path => [path, undefined]),
    );
    world = await start({});
    world.remote.push(none);
    await world.odoo.collect();
    const empty = await gateOf('policy');
    expect(empty.change.state).toBe('blocked');
    expect(empty.gate).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('nothing was checked'),
    });
    expect((await world.approve('mia', empty.change)).status).toBe(409);

    world.remote.push({
      ...policyFiles,
      'policies/broken.yaml': 'kind: ValidatingAdmissionPolicy\nspec: [\n',
    });
    await world.odoo.collect();
    const broken = await gateOf('policy');
    expect(broken.gate.verdict).toBe('blocked');
    expect(broken.gate.evidence[0]).toMatchObject({
      title: expect.stringMatching(/^policies\/broken\.yaml:\d+$/),
      verdict: 'error',
    });

    world.remote.push({ 'policies/broken.yaml': undefined });
    await world.odoo.collect();
    await world.until(empty.change, 'awaiting-approval');
    const repaired = await world.until(broken.change, 'awaiting-approval');
    expect(repaired.revision).toBe(1);
  });

  it('fail by a policy, with every object, message and file', async () => {
    world = await start({ files: { 'policies/no-jobs.yaml': FORBIDS_ALL } });
    const { change, gate } = await gateOf('policy');
    expect(change.state).toBe('blocked');
    expect(gate.verdict).toBe('fail');
    expect(gate.evidence).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: 'no-jobs',
          link: 'policies/no-jobs.yaml',
          verdict: 'fail',
          detail: '1 objects checked, 1 do not hold',
        }),
        expect.objectContaining({
          title: expect.stringMatching(/^Job\//),
          detail: expect.stringContaining('no jobs here'),
          verdict: 'fail',
        }),
        expect.objectContaining({ title: 'tls-only', verdict: 'pass' }),
      ]),
    );
  });

  it('are evaluated again at apply: what was allowed when it was approved need not be now', async () => {
    world = await start({});
    const { change } = await gateOf('policy');
    world.remote.push({ 'policies/no-jobs.yaml': FORBIDS_ALL });
    await world.approve('mia', change);
    const blocked = await world.until(change, 'blocked');
    expect(blocked.timeline.at(-1)?.note).toContain('no jobs here');
    expect(world.remote.log()).toHaveLength(2);
    expect(world.outcomes).toContainEqual({
      eventId: 'change-apply',
      state: 'blocked',
    });
  });

  it('fail when nothing is left of the cluster, and when the tier cannot be kept', async () => {
    world = await start({});
    const quota = await gateOf('quota', {
      spec: { tier: 2, users: { named: 5000 } },
    });
    expect(quota.gate.verdict).toBe('fail');
    expect(quota.change.state).toBe('blocked');
    const tier = await gateOf('tier', {
      spec: { tier: 1, data: { databaseGiB: 4000, filestoreGiB: 10 } },
    });
    expect(tier.gate.verdict).toBe('fail');
  });

  it('expire a change that nobody decided', async () => {
    world = await start({ odoo: { changes: { expireAfter: 'PT0.2S' } } });
    const { change } = await gateOf('schema');
    await world.until(change, 'expired');
    expect(world.audit).toContain('change-expired success');
    expect((await world.approve('mia', change)).status).toBe(409);
  });

  describeWithSchemas('with published schemas', () => {
    it('check every object that has a published schema, and name what was not checked', async () => {
      world = await start({ odoo: { schemas: { directory: SCHEMAS } } });
      const { gate } = await gateOf('schema', PROPOSAL);
      expect(gate).toMatchObject({
        verdict: 'pass',
        summary: expect.stringMatching(/^(\d+) objects .* \d\d of them/),
      });
      expect(gate.evidence.filter(({ verdict }) => verdict === 'fail')).toEqual(
        [],
      );
    });
  });
});
