import { exampleSpec, renderInputFor } from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';

function render(modules: string[], spec = exampleSpec()) {
  const input = renderInputFor(spec);
  input.release.spec.modules = modules.map(name => ({
    name,
    version: '18.0.1.0',
  }));
  return objectsIn(renderEnvironment(input));
}

const argumentsOf = (objects: ReturnType<typeof render>, name: string) => {
  const deployment = objects.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === name,
  );
  return JSON.stringify(deployment?.spec);
};

describe('the queue', () => {
  it('has pods of its own where the release queues jobs, and only they run its runner', () => {
    const objects = render(['base', 'queue_job']);
    expect(argumentsOf(objects, 'odoo-queue')).toContain(
      '--load=base,web,session_db,queue_job',
    );
    expect(argumentsOf(objects, 'odoo-web')).not.toContain('queue_job');
    const conf = objects.find(
      ({ kind, metadata }) =>
        kind === 'ExternalSecret' && metadata.name === 'odoo-conf',
    );
    expect(JSON.stringify(conf)).toContain(
      'server_wide_modules = base,web,session_db\\n',
    );
  });

  it('gives jobs to all of its pods, never to those of users', () => {
    const objects = render(['queue_job']);
    // Two pods of four workers, one of each kept free.
    expect(argumentsOf(objects, 'odoo-queue')).toContain(
      '{"name":"ODOO_QUEUE_JOB_CHANNELS","value":"root:6"}',
    );
    expect(argumentsOf(objects, 'odoo-queue')).toContain(
      '{"name":"ODOO_QUEUE_JOB_HOST","value":"odoo-queue"}',
    );
    const flow = objects.find(
      ({ kind, metadata }) =>
        kind === 'NetworkPolicy' && metadata.name === 'allow-queue',
    );
    const queue = {
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/part-of': 'harbour-civil-production',
          'app.kubernetes.io/component': 'queue',
        },
      },
    };
    expect(flow?.spec).toMatchObject({
      ...queue,
      ingress: [{ from: [queue] }],
      egress: [{ to: [queue] }],
    });
  });

  it('is absent where nothing is queued', () => {
    expect(argumentsOf(render(['base']), 'odoo-queue')).toBeUndefined();
  });
});
