import { createConditionExports } from '@backstage/plugin-permission-node';
import { environmentResourceRef } from './environmentResource';
import { hasStage, hasTier, isTenantOwner } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: environmentResourceRef,
  rules: { isTenantOwner, hasStage, hasTier },
});

/** Conditions for permission policies: `odooConditions.isTenantOwner({ claims })`. */
export const odooConditions = conditions;
export const createOdooConditionalDecision = createConditionalDecision;
