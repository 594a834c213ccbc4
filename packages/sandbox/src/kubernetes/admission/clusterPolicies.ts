import { isDeepStrictEqual } from 'node:util';
import {
  parsePolicyFiles,
  type PolicyFileError,
  type PolicySet,
} from '@plumbline/plugin-odoo-policy';
import type { KubernetesObject } from '../store';

export const ADMISSION_GROUP = 'admissionregistration.k8s.io';
export const POLICY = {
  group: ADMISSION_GROUP,
  kind: 'ValidatingAdmissionPolicy',
};
export const BINDING = {
  group: ADMISSION_GROUP,
  kind: 'ValidatingAdmissionPolicyBinding',
};

/** As people wrote it: what the server has added is not theirs. */
function asWritten({ apiVersion, kind, metadata, spec }: KubernetesObject) {
  const { name, labels } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, ...(labels && { labels }) },
    spec,
  };
}

export const isSamePolicy = (one: KubernetesObject, other: KubernetesObject) =>
  isDeepStrictEqual(asWritten(one), asWritten(other));

/** Reads objects of a cluster as the portal reads files: one engine decides in both. */
export function readPolicies(objects: readonly KubernetesObject[]): PolicySet {
  return parsePolicyFiles(
    objects.map(object => ({
      file: object.metadata.name,
      content: JSON.stringify(asWritten(object)),
    })),
  );
}

/** What is wrong with a policy or binding by itself; one may come before the other. */
export function problemsOf(object: KubernetesObject): PolicyFileError[] {
  return readPolicies([object]).errors.filter(
    ({ path }) => path !== 'spec.policyName',
  );
}
