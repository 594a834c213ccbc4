import { z } from 'zod';
import type { PipelineEvidence } from './evidence';

/** Whose pipelines are believed. */
export const trustedRepositorySchema = z.strictObject({
  /**
   * `<host>/<owner>/<name>` on GitHub, `<host>/<organisation>/<project>` on Azure DevOps; without the last part all of
   * the owner or organisation.
   */
  repository: z
    .string()
    .max(300)
    .regex(/^[\w.-]+(:\d{1,5})?(\/[\w.-]+( [\w.-]+)*){1,2}$/),
  /** That releases are built from: protected, so that nobody brings code there alone. */
  branch: z.string().min(1).max(200).default('main'),
  /**
   * That builds releases: the path of the workflow's file on GitHub, such as `.github/workflows/release.yaml`, the id of
   * the pipeline's definition on Azure DevOps. Absent: any of the repository or project.
   */
  workflow: z
    .string()
    .max(300)
    .regex(/^(\.github\/workflows\/[^@/]+\.ya?ml|[1-9]\d{0,9})$/)
    .optional(),
});
export type TrustedRepository = z.infer<typeof trustedRepositorySchema>;

/** Where the record says that it was built, as the configuration names it. */
export const repositoryOf = ({ url, repository }: PipelineEvidence): string =>
  `${new URL(url).host}/${repository}`;

/** Whose credentials and limits count for a run: `<host>/<owner or organisation>`. */
export const ownerOf = (pipeline: PipelineEvidence): string =>
  repositoryOf(pipeline).toLowerCase().split('/').slice(0, 2).join('/');

/** What is configured for the repository of a run, or else for its owner; `undefined`: it is not believed. */
export function trustIn(
  pipeline: PipelineEvidence,
  trusted: readonly TrustedRepository[],
): TrustedRepository | undefined {
  // Hosts and both providers tell no capitals apart.
  const parts = repositoryOf(pipeline).toLowerCase().split('/');
  const named = (path: string) =>
    trusted.find(({ repository }) => repository.toLowerCase() === path);
  return named(parts.join('/')) ?? named(parts.slice(0, 2).join('/'));
}
