import { OLD_DIGEST, ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { World, deployment, pod } from '../__testUtils__/objects';

const planned = environment();

describe('The running image', () => {
  const mixed = (progress: Record<string, unknown>): World => ({
    deployments: [
      deployment(planned, 'odoo-web', 2, progress),
      deployment(planned, 'odoo-cron', 1),
    ],
    pods: [
      pod(planned, 'odoo-web', 1, {}, OLD_DIGEST),
      pod(planned, 'odoo-web', 2),
    ],
  });
  it('may be mixed while a rollout makes progress, and not otherwise', () => {
    expect(
      look(mixed({ updatedReplicas: 1 }), 'image.digest', planned)?.status,
    ).toBe('ok');
    expect(look(mixed({}), 'image.digest', planned)).toMatchObject({
      status: 'critical',
      value: OLD_DIGEST,
      threshold: planned.expectation.imageDigest,
      summary: expect.stringMatching(
        /^1 of 2 pods run sha256:222222222222 instead of the released sha256:111111111111/,
      ),
    });
    const fresh = environment();
    fresh.revision.at = ago(20);
    expect(look(mixed({}), 'image.digest', fresh)?.status).toBe('degraded');
  });
  it('is unknown when no pod runs', () => {
    expect(look({ pods: [] }, 'image.digest', planned)?.status).toBe('unknown');
  });
});
