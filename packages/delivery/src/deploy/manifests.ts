import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT, readText } from '../plugins';

const FOLDER = 'deploy/kubernetes';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
  [field: string]: unknown;
}

interface Kustomization {
  resources: string[];
  images: { name: string; digest: string }[];
}

const documentsOf = (file: string): unknown[] =>
  [...parseAllDocuments(readText(FOLDER, file), { merge: true })].map(
    document => document.toJS(),
  );

export const kustomization = () =>
  documentsOf('kustomization.yaml')[0] as Kustomization;

/** What kustomize makes of the folder: here no more than images by their digests. */
export function portalManifests(): Manifest[] {
  const { resources, images } = kustomization();
  const text = JSON.stringify(resources.flatMap(documentsOf));
  return JSON.parse(
    images.reduce(
      (whole, { name, digest }) =>
        whole.replaceAll(`"image":"${name}"`, `"image":"${name}@${digest}"`),
      text,
    ),
  );
}

export const targetClusterManifests = () =>
  documentsOf('targetCluster.yaml') as Manifest[];

export const manifestFiles = () => readdirSync(join(ROOT, FOLDER));
