import { z } from 'zod';

const words = z.record(z.string(), z.string());
const name = z.string().regex(/^[a-zA-Z_]\w*$/);

const stepSchema = z.union([
  z.strictObject({
    checkout: z.literal('self'),
    persistCredentials: z.literal(false),
    fetchDepth: z.literal(0).optional(),
    fetchTags: z.literal(true).optional(),
  }),
  z.strictObject({
    bash: z.string().min(1),
    displayName: z.string(),
    env: words.optional(),
  }),
  z.strictObject({
    task: z.literal('AzureCLI@2'),
    displayName: z.string(),
    inputs: z.strictObject({
      azureSubscription: z.string(),
      scriptType: z.literal('bash'),
      scriptLocation: z.literal('inlineScript'),
      inlineScript: z.string().min(1),
    }),
    env: words.optional(),
  }),
]);

const jobSchema = z.strictObject({
  job: name,
  timeoutInMinutes: z.int().max(360),
  uses: z.strictObject({ repositories: z.array(name) }).optional(),
  variables: words.optional(),
  steps: z.array(stepSchema).min(2),
});

const filterSchema = z.strictObject({
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
});

/**
 * The part of the YAML schema of Azure Pipelines that the template uses; a misspelt key is none of it.
 * learn.microsoft.com/azure/devops/pipelines/yaml-schema
 */
export const azurePipelineSchema = z
  .strictObject({
    trigger: z.strictObject({ branches: filterSchema, tags: filterSchema }),
    pr: z.strictObject({ branches: filterSchema }),
    parameters: z.array(
      z.strictObject({
        name,
        displayName: z.string(),
        type: z.literal('string'),
        default: z.string(),
      }),
    ),
    variables: words,
    resources: z.strictObject({
      repositories: z.array(
        z.strictObject({
          repository: name,
          type: z.literal('git'),
          name: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
        }),
      ),
    }),
    pool: z.strictObject({ vmImage: z.string() }),
    stages: z.array(
      z.strictObject({
        stage: name,
        displayName: z.string(),
        dependsOn: z.array(name).optional(),
        condition: z.string(),
        jobs: z.array(jobSchema).min(1),
      }),
    ),
  })
  .refine(
    ({ stages }) =>
      stages.every(({ dependsOn = [] }) =>
        dependsOn.every(needed => stages.some(({ stage }) => stage === needed)),
      ),
    'a stage depends on one that is not there',
  );
