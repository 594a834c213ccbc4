import { join } from 'node:path';
import { stringify } from 'yaml';
import { createGitOpsRepository } from '../../git';
import type { NewObject } from '../../kubernetes';
import type { Application } from '../argocd';
import type { Snapshot } from '../repository';
import { createTestCluster, type TestCluster } from './testCluster';

/** The folder that the Application of the tests follows. */
export const FOLDER = 'environments/x/manifests';

/** Objects or text by name of the file in the folder, or by path; `undefined` deletes. */
export type Files = Record<string, NewObject[] | string | undefined>;

export function annotated(
  object: NewObject,
  annotations: Record<string, string>,
): NewObject {
  return { ...object, metadata: { ...object.metadata, annotations } };
}

export const configMap = (name: string, text = 'a'): NewObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { text },
});

export const exists = (cluster: TestCluster, kind: string, name: string) =>
  cluster.store.get({ group: '', kind }, 'default', name) !== undefined;

/** Writes a repository with one commit for each state of its files. */
export async function writeRepository(path: string, states: readonly Files[]) {
  await createGitOpsRepository(path, {
    branch: 'main',
    author: { name: 'Test', email: 'test@example.org' },
    commits: states.map((files, index) => ({
      at: new Date(Date.UTC(2026, 0, 1 + index)),
      message: `State ${index}\n`,
      files: new Map(
        Object.entries(files).map(([name, content]) => [
          name.includes('/') ? name : `${FOLDER}/${name}`,
          Array.isArray(content)
            ? content.map(each => stringify(each)).join('---\n')
            : content,
        ]),
      ),
    })),
  });
}

/** A cluster that follows a repository; `see` shows it one of the commits. */
export async function followRepository(folder: string, ...states: Files[]) {
  const repository = join(folder, 'gitops.git');
  await writeRepository(repository, states);
  const cluster = createTestCluster(repository);
  const snapshots: Snapshot[] = await cluster.feed.reader.history();
  await cluster.feed.reader.load(snapshots);
  cluster.store.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'argocd' },
  });
  const project = cluster.store.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'odoo', namespace: 'argocd' },
    spec: {},
  });
  const APPLICATION = { group: 'argoproj.io', kind: 'Application' };
  return {
    cluster,
    snapshots,
    /** Of the Application. */
    project,
    create: (more: Record<string, unknown> = {}) =>
      cluster.store.create({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'x', namespace: 'argocd', ...more },
        spec: {
          project: 'odoo',
          source: { repoURL: 'x', targetRevision: 'main', path: FOLDER },
          destination: { namespace: 'default' },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            retry: { limit: 1, backoff: { duration: '10s' } },
          },
        },
      }),
    remove: () => cluster.store.delete(APPLICATION, 'argocd', 'x'),
    application: () =>
      cluster.store.get(APPLICATION, 'argocd', 'x') as Application | undefined,
    status: () =>
      (cluster.store.get(APPLICATION, 'argocd', 'x') as Application | undefined)
        ?.status ?? {},
    see: (index: number) => cluster.feed.set(snapshots[index]),
  };
}
