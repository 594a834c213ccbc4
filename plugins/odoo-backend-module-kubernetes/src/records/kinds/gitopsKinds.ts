import { applicationSchema } from '../application';
import { applicationSetSchema } from '../applicationSet';
import { appProjectSchema } from '../appProject';
import { fluxSourceSchema } from '../fluxSource';
import { helmReleaseSchema } from '../helmRelease';
import { kustomizationSchema } from '../kustomization';

const flux = 'Flux';

/** What the controllers that apply the GitOps repository serve. */
export const GITOPS_KINDS = {
  applications: {
    kind: 'Application',
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    plural: 'applications',
    product: 'Argo CD',
    schema: applicationSchema,
  },
  applicationSets: {
    kind: 'ApplicationSet',
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    plural: 'applicationsets',
    product: 'Argo CD with ApplicationSets',
    schema: applicationSetSchema,
    shared: true,
  },
  appProjects: {
    kind: 'AppProject',
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    plural: 'appprojects',
    product: 'Argo CD',
    schema: appProjectSchema,
    shared: true,
  },
  kustomizations: {
    kind: 'Kustomization',
    group: 'kustomize.toolkit.fluxcd.io',
    versions: ['v1', 'v1beta2'],
    plural: 'kustomizations',
    product: flux,
    schema: kustomizationSchema,
  },
  gitRepositories: {
    kind: 'GitRepository',
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1', 'v1beta2'],
    plural: 'gitrepositories',
    product: flux,
    schema: fluxSourceSchema,
    shared: true,
  },
  ociRepositories: {
    kind: 'OCIRepository',
    group: 'source.toolkit.fluxcd.io',
    versions: ['v1', 'v1beta2'],
    plural: 'ocirepositories',
    product: flux,
    schema: fluxSourceSchema,
    shared: true,
  },
  helmReleases: {
    kind: 'HelmRelease',
    group: 'helm.toolkit.fluxcd.io',
    versions: ['v2', 'v2beta2', 'v2beta1'],
    plural: 'helmreleases',
    product: 'The Helm controller of Flux',
    schema: helmReleaseSchema,
  },
} as const;
