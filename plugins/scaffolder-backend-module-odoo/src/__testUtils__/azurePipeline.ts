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
 *
 * No package that can be installed brings the published schema: `azure-pipelines-language-service` checks a file
 * against one that it is given, and the one of the service lies in the extension of an editor alone.
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

/** learn.microsoft.com/azure/devops/pipelines/process/expressions#functions */
const FUNCTIONS = ['and', 'eq', 'ne', 'not', 'or', 'startsWith', 'succeeded'];

/** learn.microsoft.com/azure/devops/pipelines/build/variables, those that the template may use. */
const PREDEFINED = [
  'Build.BuildId',
  'Build.SourceBranch',
  'Build.SourceBranchName',
  'Build.SourceVersion',
  'System.AccessToken',
  'System.CollectionUri',
  'System.TeamProject',
  'System.TeamProjectId',
];

/** As a script sees a variable. The token of the job is the one that it does not see. */
const inScripts = (variable: string) =>
  variable.toUpperCase().replaceAll('.', '_');
const PREDEFINED_IN_SCRIPTS = PREDEFINED.filter(
  variable => variable !== 'System.AccessToken',
).map(inScripts);

const unknown = (
  where: string,
  names: Iterable<RegExpMatchArray>,
  known: readonly string[],
) =>
  [...names].flatMap(([, found]) =>
    known.includes(found) ? [] : [`${where}: nothing is called ${found}`],
  );

function conditionFaults(where: string, condition: string, known: string[]) {
  const code = condition.replace(/'[^']*'/g, "''");
  const depth = [...code].reduce(
    (open, letter) =>
      open < 0 ? open : open + Number(letter === '(') - Number(letter === ')'),
    0,
  );
  return [
    ...(depth === 0 ? [] : [`${where}: the parentheses do not match`]),
    ...unknown(where, code.matchAll(/(\w+)\(/g), FUNCTIONS),
    ...unknown(where, condition.matchAll(/variables\['([^']*)'\]/g), known),
    ...unknown(where, condition.matchAll(/variables\.([\w.]+)/g), known),
  ];
}

/** What Azure Pipelines would find only when it runs: names in conditions, macros and scripts that nothing has. */
export function azurePipelineFaults(
  pipeline: z.infer<typeof azurePipelineSchema>,
): string[] {
  const parameters = pipeline.parameters.map(each => each.name);
  const variables = [...Object.keys(pipeline.variables), ...PREDEFINED];
  const values = (where: string, record: Record<string, string> = {}) =>
    Object.values(record).flatMap(value => [
      ...unknown(where, value.matchAll(/\$\(([\w.]+)\)/g), variables),
      ...unknown(where, value.matchAll(/\{\{ *parameters\.(\w+)/g), parameters),
    ]);
  const jobs = pipeline.stages.flatMap(stage => stage.jobs);
  return [
    ...values('variables', pipeline.variables),
    ...pipeline.stages.flatMap(({ stage, condition }) =>
      conditionFaults(stage, condition, variables),
    ),
    ...jobs.flatMap(job => [
      ...values(job.job, job.variables),
      ...job.steps.flatMap(step => {
        if ('checkout' in step) return [];
        const script = 'bash' in step ? step.bash : step.inputs.inlineScript;
        const known = [
          ...PREDEFINED_IN_SCRIPTS,
          ...Object.keys({ ...pipeline.variables, ...job.variables }).map(
            inScripts,
          ),
          ...Object.keys(step.env ?? {}),
        ];
        return [
          ...values(step.displayName, step.env),
          ...unknown(
            step.displayName,
            script.matchAll(/\$\{?([A-Z][A-Z_]*)/g),
            known,
          ),
        ];
      }),
    ]),
  ];
}
