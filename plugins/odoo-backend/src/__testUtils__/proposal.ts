/** A valid proposal: a new stage of the tenant that exists, which needs one approval. */
export const PROPOSAL = {
  kind: 'create',
  environment: 'harbour-civil/production',
  spec: { tier: 2, users: { named: 40 } },
  reason: 'Go-live of the finance team',
};
