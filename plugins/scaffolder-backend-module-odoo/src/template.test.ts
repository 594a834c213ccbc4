import {
  TemplateEntityV1beta3,
  isTemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import {
  environmentFormSchema,
  environmentUpdateFormSchema,
} from '@plumbline/plugin-odoo-common';
import { createBeginSeriesUpgradeAction } from './actions/beginSeriesUpgrade';
import { createProposeDecommissionAction } from './actions/proposeDecommission';
import { createProposeEnvironmentAction } from './actions/proposeEnvironment';
import { createProposePromotionAction } from './actions/proposePromotion';
import { createProposeRestoreTestAction } from './actions/proposeRestoreTest';
import { createProposeRollBackAction } from './actions/proposeRollBack';
import { createProposeUpdateAction } from './actions/proposeUpdate';
import { ChangeControlClient } from './ChangeControlClient';
import {
  addonsRepositoryTemplate,
  decommissionTemplate,
  parametersOf,
  promotionTemplate,
  restoreTestTemplate,
  rollBackTemplate,
  seriesUpgradeTemplate,
  template,
  updateTemplates,
} from './__testUtils__/template';

const client = {} as ChangeControlClient;
const update = createProposeUpdateAction(client);
const actionOf = [
  [template, createProposeEnvironmentAction(client)],
  [restoreTestTemplate, createProposeRestoreTestAction(client)],
  ...updateTemplates.map(one => [one, update] as const),
  [decommissionTemplate, createProposeDecommissionAction(client)],
  [promotionTemplate, createProposePromotionAction(client)],
  [rollBackTemplate, createProposeRollBackAction(client)],
  [seriesUpgradeTemplate, createBeginSeriesUpgradeAction(client)],
] as const;

// One list of fields lives in four places; what falls out of one is lost without an error.
describe.each(
  actionOf.map(([entity, action]) => ({
    name: entity.metadata.name,
    entity,
    action,
  })),
)('template $name', ({ entity, action }) => {
  it('is a template', async () => {
    expect(await templateEntityV1beta3Validator.check(entity)).toBe(true);
    expect(isTemplateEntityV1beta3(entity)).toBe(true);
  });

  it('hands every parameter to its action under its own name', () => {
    const parameters = parametersOf(entity as TemplateEntityV1beta3);
    const [step] = entity.spec.steps;
    expect(step.action).toBe(action.id);
    expect(step.input).toEqual(
      Object.fromEntries(
        parameters.map(name => [name, `\${{ parameters.${name} }}`]),
      ),
    );
    const taken: object = action.schema?.input?.properties ?? {};
    expect(Object.keys(taken)).toEqual(expect.arrayContaining(parameters));
  });
});

it('odoo-addons-repository is a template', async () => {
  expect(
    await templateEntityV1beta3Validator.check(addonsRepositoryTemplate),
  ).toBe(true);
});

describe('the fields of the forms', () => {
  it('are all asked for by odoo-environment, and the preview', () => {
    expect([...parametersOf(template)].sort()).toEqual(
      [...Object.keys(environmentFormSchema.shape), 'contentHash'].sort(),
    );
  });

  it('are asked for by one of the templates that change an environment', () => {
    const asked = new Set(updateTemplates.flatMap(parametersOf));
    expect([...asked].sort()).toEqual(
      [...Object.keys(environmentUpdateFormSchema.shape), 'contentHash'].sort(),
    );
    const taken: object = update.schema?.input?.properties ?? {};
    expect(Object.keys(taken).sort()).toEqual([...asked].sort());
  });
});
