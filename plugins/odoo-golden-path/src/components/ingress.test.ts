import { StepClass } from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';

function wavesOf(step: StepClass) {
  const upgrade = { schema: 1, step: { from: '18.0-2026.10.1', class: step } };
  const objects = objectsIn(
    renderEnvironment(
      renderInputFor(exampleSpec(), EXAMPLE_REF, undefined, upgrade),
    ),
  );
  const waveOf = (id: string) =>
    Number(
      objects.find(object => idOf(object) === id)!.metadata.annotations?.[
        'argocd.argoproj.io/sync-wave'
      ],
    );
  return {
    route: waveOf('IngressRoute/odoo'),
    web: waveOf('Deployment/odoo-web'),
  };
}

describe('the routes of an environment', () => {
  it('lead to the maintenance page before anybody is stopped, else to pods that are there', () => {
    const stopped = wavesOf('breaking');
    expect(stopped.route).toBeLessThan(stopped.web);
    const rolling = wavesOf('none');
    expect(rolling.route).toBeGreaterThan(rolling.web);
  });
});
