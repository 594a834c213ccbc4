import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { environmentResourceRef } from './environmentResource';

/** The environment belongs to one of the claims: the ownership entity refs of the caller. */
export const isTenantOwner = createPermissionRule({
  name: 'IS_TENANT_OWNER',
  description: 'Allow environments of tenants that one of the claims owns',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Ownership entity refs of the caller'),
  }),
  apply: ({ owner }, { claims }) => claims.includes(owner),
  toQuery: ({ claims }) => ({ field: 'owner', values: claims }),
});

export const hasStage = createPermissionRule({
  name: 'HAS_STAGE',
  description: 'Allow environments at one of the stages',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({ stages: z.array(z.string()) }),
  apply: ({ stage }, { stages }) => stages.includes(stage),
  toQuery: ({ stages }) => ({ field: 'stage', values: stages }),
});

export const hasTier = createPermissionRule({
  name: 'HAS_TIER',
  description: 'Allow environments of one of the criticality tiers',
  resourceRef: environmentResourceRef,
  paramsSchema: z.object({ tiers: z.array(z.number()) }),
  apply: ({ tier }, { tiers }) => tiers.includes(tier),
  toQuery: ({ tiers }) => ({ field: 'tier', values: tiers }),
});

export const environmentRules = [isTenantOwner, hasStage, hasTier];
