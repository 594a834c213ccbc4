import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { FOLDER, addonsRepositoryTemplate } from './template';
import { DryRunSource, startScaffolder } from './startScaffolder';

const NAME = 'odoo-addons-repository';

export const ADDONS_VALUES = {
  edition: 'plant-hire',
  series: '18.0',
  owner: 'group:default/harbour-erp',
  image: 'harbour.azurecr.io/odoo/plant-hire',
  baseImage: `docker.io/library/odoo@sha256:${'b'.repeat(64)}`,
};

export const GITOPS_REPOSITORIES = {
  'github-actions': 'harbour/gitops',
  'azure-pipelines': 'harbour/erp/gitops',
};

export const REPO_URLS = {
  'github-actions': 'github.com?owner=harbour&repo=odoo-addons',
  'azure-pipelines':
    'dev.azure.com?organization=harbour&project=erp&repo=odoo-addons',
};
export type Pipeline = keyof typeof REPO_URLS;

function source(): DryRunSource {
  const folder = join(FOLDER, NAME);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return {
    template: addonsRepositoryTemplate,
    directoryContents: paths.map(path => ({
      path: path.slice(folder.length + 1),
      base64Content: readFileSync(path).toString('base64'),
    })),
  };
}

const answerSchema = z.object({
  directoryContents: z.array(
    z.object({ path: z.string(), base64Content: z.string() }),
  ),
});

/** The repository that the template makes, in a folder of its own. */
export async function makeRepository(
  scaffolder: Awaited<ReturnType<typeof startScaffolder>>,
  pipeline: Pipeline,
): Promise<string> {
  const answer = answerSchema.parse(
    await scaffolder.dryRun(
      'user:default/rachel',
      {
        ...ADDONS_VALUES,
        pipeline,
        repoUrl: REPO_URLS[pipeline],
        gitopsRepository: GITOPS_REPOSITORIES[pipeline],
      },
      source(),
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-addons-'));
  for (const { path, base64Content } of answer.directoryContents) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(base64Content, 'base64'));
  }
  return folder;
}
