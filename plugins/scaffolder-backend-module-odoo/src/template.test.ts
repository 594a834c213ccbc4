import {
  isTemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { environmentFormSchema } from '@plumbline/plugin-odoo-common';
import { createProposeEnvironmentAction } from './actions/proposeEnvironment';
import { ChangeControlClient } from './ChangeControlClient';
import { createProposeRestoreTestAction } from './actions/proposeRestoreTest';
import { restoreTestTemplate, template } from './__testUtils__/template';

const action = createProposeEnvironmentAction({} as ChangeControlClient);
const pages = [template.spec.parameters ?? []].flat();
const parameters = pages.flatMap(page => Object.keys(page.properties ?? {}));
const step = template.spec.steps[0];

// One list of fields lives in four places; what falls out of one is lost without an error.
describe('template odoo-environment', () => {
  it('is a template', async () => {
    expect(await templateEntityV1beta3Validator.check(template)).toBe(true);
    expect(isTemplateEntityV1beta3(template)).toBe(true);
  });

  it('asks for every field of the form, once, and for the preview', () => {
    expect([...parameters].sort()).toEqual(
      [...Object.keys(environmentFormSchema.shape), 'contentHash'].sort(),
    );
  });

  it('hands every parameter to the action under its own name', () => {
    expect(step.action).toBe(action.id);
    expect(step.input).toEqual(
      Object.fromEntries(
        parameters.map(name => [name, `\${{ parameters.${name} }}`]),
      ),
    );
    expect(Object.keys(action.schema?.input?.properties ?? {}).sort()).toEqual(
      [...parameters].sort(),
    );
  });
});

describe('template odoo-restore-test', () => {
  it('is a template that hands all it asks for to its action', async () => {
    expect(
      await templateEntityV1beta3Validator.check(restoreTestTemplate),
    ).toBe(true);
    const asked = [restoreTestTemplate.spec.parameters ?? []]
      .flat()
      .flatMap(page => Object.keys(page.properties ?? {}));
    const [propose] = restoreTestTemplate.spec.steps;
    const taking = createProposeRestoreTestAction({} as ChangeControlClient);
    expect(propose.action).toBe(taking.id);
    expect(propose.input).toEqual(
      Object.fromEntries(
        asked.map(name => [name, `\${{ parameters.${name} }}`]),
      ),
    );
    expect(Object.keys(taking.schema?.input?.properties ?? {})).toEqual(asked);
  });
});
