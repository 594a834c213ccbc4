import { GateResult } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';
import { policyFiles } from '../__testUtils__/policies';

/** As a hand that wants no trouble would change a policy: by its binding. */
const rebound = (edit: (text: string) => string) =>
  Object.fromEntries(
    Object.entries(policyFiles).map(([path, text]) => [path, edit(text)]),
  );
const UPDATE = {
  kind: 'update',
  environment: 'harbour-civil/qa',
  spec: { users: { named: 60 } },
};
const databases = testDatabases();
jest.setTimeout(60_000);

describe('gates, on evidence that is missing', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, 'SQLITE_3');
  });
  afterEach(() => world?.stop());

  async function pushed(files: Record<string, string | undefined>) {
    world.remote.push(files);
    await world.odoo.collect();
  }
  const gateOf = (id: string, gates: readonly GateResult[]) =>
    gates.find(gate => gate.id === id);

  it('block when the bindings of all policies select nothing', async () => {
    await pushed(
      rebound(text =>
        text.replaceAll('plumbline.dev/managed: ', 'plumbline.dev/manged: '),
      ),
    );
    const { gates, state } = await world.proposed('ann');
    expect(state).toBe('blocked');
    expect(gateOf('policy', gates)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('nothing was checked'),
    });
  });

  it('show what a binding only reports', async () => {
    await pushed({
      'policies/no-jobs.yaml': `
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
spec: { policyName: no-jobs, validationActions: [Audit] }
`,
    });
    const { gates } = await world.proposed('ann');
    expect(gateOf('policy', gates)?.evidence).toContainEqual(
      expect.objectContaining({
        title: 'no-jobs',
        verdict: 'note',
        detail: expect.stringMatching(/Audit only: no jobs here \(Job\//),
      }),
    );
  });

  it('block when nobody knows what a neighbour takes of the cluster', async () => {
    const rail = environmentFiles('harbour-rail/production');
    const spec = 'environments/harbour-rail/production/environment.yaml';
    await pushed({ ...rail, [spec]: 'kind: OdooEnvironment\n' });
    const { gates } = await world.proposed('ann');
    expect(gateOf('quota', gates)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('harbour-rail/production'),
      evidence: expect.arrayContaining([
        expect.objectContaining({ title: spec, verdict: 'error' }),
      ]),
    });
  });

  it('let a change take away what somebody left in the files of its environment', async () => {
    const stray = 'clusters/aks-other-9/harbour-civil-qa.yaml';
    const garbage = 'environments/harbour-civil/qa/manifests/x.yaml';
    await pushed({ [stray]: 'kind: Application\n', [garbage]: '[\n' });
    const { gates, files } = await world.proposed('ann', UPDATE);
    expect(
      files.filter(({ action }) => action === 'delete').map(f => f.path),
    ).toEqual([stray, garbage]);
    expect(
      gates.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id),
    ).toEqual([]);
  });

  it('tell nobody about an environment who may not change it', async () => {
    const shrinking = { ...UPDATE, spec: { data: { databaseGiB: 1 } } };
    const refused = await world.propose('rail', shrinking);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).not.toContain('GiB');
    expect((await world.propose('ann', shrinking)).status).toBe(400);
  });
});
