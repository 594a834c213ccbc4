import { z } from 'zod';

/**
 * How the controller of a cluster keeps freezes: `kept`: the cluster was seen to do what the file says that the portal has
 * published; `partly`: so, but some environments are where the file does not reach; `published`: the file is right, and
 * nobody has seen yet what the cluster does; `not-kept`: the cluster does not do what the file says;
 * `failed`: it could not be published, and what is there may be of yesterday; `unknown`: nobody has looked of late;
 * `not-published`: not by this portal, `message` says why and what to do.
 */
export const CLUSTER_FREEZES_STATES = [
  'kept',
  'partly',
  'published',
  'not-kept',
  'failed',
  'unknown',
  'not-published',
] as const;

export const clusterFreezesSchema = z.object({
  cluster: z.string(),
  controller: z.enum(['argo-cd', 'flux']),
  state: z.enum(CLUSTER_FREEZES_STATES),
  message: z.string(),
  /** In the repository. */
  file: z.string(),
  /** When the portal last committed the file; absent: it never did. */
  publishedAt: z.iso.datetime().optional(),
  commit: z.string().optional(),
  /** When the controller closes everything unless the file is renewed. */
  knownUntil: z.iso.datetime().optional(),
  /** When the file was last found to be right. */
  checkedAt: z.iso.datetime().optional(),
});
export type ClusterFreezes = z.infer<typeof clusterFreezesSchema>;

/** `GET /calendar/freezes`: of clusters with an environment that the caller may read, in the platform's order. */
export const freezesListSchema = z.object({
  items: z.array(clusterFreezesSchema),
});
export type FreezesList = z.infer<typeof freezesListSchema>;
