import { z } from 'zod';
import { AZURE_KINDS } from './azureKinds';
import { GITOPS_KINDS } from './gitopsKinds';
import { Kind } from './Kind';
import { KUBERNETES_KINDS } from './kubernetesKinds';
import { OPERATOR_KINDS } from './operatorKinds';

const TABLE = {
  ...KUBERNETES_KINDS,
  ...GITOPS_KINDS,
  ...OPERATOR_KINDS,
  ...AZURE_KINDS,
};

export type KindId = keyof typeof TABLE;

/** What is kept of an object of each kind. */
export type KindRecords = {
  [K in KindId]: z.output<(typeof TABLE)[K]['schema']>;
};

/** Every kind that can be listed. */
export const KINDS: { readonly [K in KindId]: Kind<KindRecords[K]> } = TABLE;
