import { Duration } from 'luxon';
import { z } from 'zod';
import { BUSINESS_EVENT_KINDS } from '../contract/calendar';
import { dnsLabel, isTimeZone } from '../validation/names';
import { DEFAULT_TIERS, tierPolicySchema } from './tiers';
import { pricesSchema, sizingSchema } from './calibration';
import { changeWindowsSchema } from '../calendar/changeWindows';
import { databaseSchema } from './database';
import { imageByDigest } from './image';
import { DEFAULT_RINGS, ringsSchema } from './rings';

const isWithinDay = (duration: string) =>
  Duration.fromISO(duration).as('days') <= 1;

const tierOverride = tierPolicySchema.partial().optional();

/** Where Prometheus runs unless `monitoring` says otherwise. */
export const MONITORING_NAMESPACE = 'monitoring';

/** `odoo.platform` of app-config: what this platform offers and what it costs. */
export const platformSchema = z.strictObject({
  goldenPath: z.string().default('1.1'),
  /** Host names of environments lie under one of these. */
  domains: z.array(z.string()).min(1),
  regions: z
    .array(
      z.strictObject({
        name: dnsLabel(40),
        title: z.string(),
        timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
        pairedRegion: dnsLabel(40).optional(),
      }),
    )
    .min(1),
  clusters: z
    .array(
      z.strictObject({
        /** The name that the Kubernetes plugin's configuration gives the cluster. */
        name: dnsLabel(63),
        region: dnsLabel(40),
        /** Allocatable on the node pools that Odoo may use. */
        capacity: z.strictObject({
          cpu: z.number().positive(),
          memoryGiB: z.number().positive(),
        }),
        /** The controller that applies the GitOps repository to the cluster. */
        gitops: z.enum(['argo-cd', 'flux']).default('argo-cd'),
        /** Base URL of the cluster's Argo CD for links, when it has one. */
        argoCdUrl: z.url().optional(),
      }),
    )
    .min(1),
  series: z
    .array(
      z.strictObject({
        name: z.string(),
        /** Last day of support. */
        supportEnds: z.iso.date(),
      }),
    )
    .min(1),
  editions: z.array(dnsLabel(40)).min(1).default(['construction']),
  tiers: z
    .strictObject({
      1: tierOverride,
      2: tierOverride,
      3: tierOverride,
      4: tierOverride,
    })
    .prefault({})
    .transform(overrides => ({
      1: { ...DEFAULT_TIERS[1], ...overrides[1] },
      2: { ...DEFAULT_TIERS[2], ...overrides[2] },
      3: { ...DEFAULT_TIERS[3], ...overrides[3] },
      4: { ...DEFAULT_TIERS[4], ...overrides[4] },
    })),
  /** In the order in which a release travels. */
  rings: ringsSchema.prefault(DEFAULT_RINGS),
  changeWindows: changeWindowsSchema.prefault({}),
  sizing: sizingSchema.prefault({}),
  prices: pricesSchema.prefault({}),
  gitops: z.strictObject({
    /** URL under which the clusters' controllers reach the GitOps repository. */
    repoUrl: z.string().min(1),
    branch: z.string().default('main'),
    /** Namespace and project of the Argo CD Applications. */
    namespace: dnsLabel().default('argocd'),
    project: dnsLabel().default('odoo'),
    /**
     * The clusters' controllers keep the freezes of the calendars: the portal commits what each needs for it.
     * Environments that keep freezes then go into an Argo CD project of their tenant, `<project>-<tenant>`.
     */
    syncWindows: z.boolean().default(false),
    /** For clusters with `gitops: flux`. */
    flux: z
      .strictObject({
        /** Of the Kustomizations and of their source. */
        namespace: dnsLabel().default('flux-system'),
        /** The GitRepository that reads `repoUrl` at `branch`. */
        sourceName: dnsLabel().default('gitops'),
        interval: z
          .string()
          .regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/)
          .default('5m'),
        /** In whose name Flux applies; absent: in its controller's own. */
        serviceAccountName: dnsLabel().optional(),
      })
      .prefault({}),
  }),
  ingress: z
    .strictObject({
      clusterIssuer: dnsLabel().default('letsencrypt'),
      entryPoint: dnsLabel().default('websecure'),
      /** Namespace of Traefik: the network policy lets its pods in. */
      namespace: dnsLabel().default('traefik'),
    })
    .prefault({}),
  secrets: z
    .strictObject({
      /** `{name}` becomes `<tenant>-<stage>`. */
      vaultUrl: z.string().default('https://kv-{name}.vault.azure.net'),
      refreshInterval: z.string().default('1h'),
    })
    .prefault({}),
  database: databaseSchema,
  /** PriorityClasses of pods of shared tenancy, which compete for the same nodes. Absent: the clusters' default. */
  priorityClasses: z
    .strictObject({ production: dnsLabel(), other: dnsLabel() })
    .optional(),
  filestore: z
    .strictObject({
      /** Must offer ReadWriteMany: all Odoo pods of an environment share the files. */
      storageClass: dnsLabel().default('azurefile-csi-nfs'),
      /** Smallest share that the storage class makes; Azure Files Premium: 100. */
      minimumGiB: z.int().min(1).default(100),
      /** rclone, which copies the files into the backup store. Absent: they are not copied. */
      copyImage: imageByDigest.optional(),
      /**
       * rclone, which restores the files of an environment that begins as the copy of another one. Default:
       * `copyImage`. By itself for a platform whose filestores come into the backup store by other means; with neither,
       * no environment can be copied.
       */
      restoreImage: imageByDigest.optional(),
    })
    .prefault({}),
  /** Absent: no alert rules are rendered. */
  alerts: z
    .strictObject({
      /** Of the PrometheusRule: another group for clusters whose monitoring has its own. */
      apiVersion: z
        .string()
        .regex(/^[a-z0-9.-]+\/v[a-z0-9]+$/)
        .default('monitoring.coreos.com/v1'),
      /** `{alert}` becomes the name of the alert in lower case. */
      runbookUrl: z
        .url({ protocol: /^https?$/ })
        .default(
          'https://github.com/plumbline/plumbline/blob/main/docs/runbooks/recovery.md#{alert}',
        ),
      /** Of alerts about what the portal's probes see; `{probe}` becomes the probe, such as web-ready. */
      healthRunbookUrl: z
        .url({ protocol: /^https?$/ })
        .default(
          'https://github.com/plumbline/plumbline/blob/main/docs/runbooks/health.md#{probe}',
        ),
    })
    .optional(),
  /** Absent: no PodMonitors are rendered; the clusters' own then read the databases' metrics. */
  monitoring: z
    .strictObject({
      /** Of the PodMonitor: Azure's managed Prometheus reads azmonitoring.coreos.com/v1. */
      apiVersion: z
        .string()
        .regex(/^[a-z0-9.-]+\/v[a-z0-9]+$/)
        .default('monitoring.coreos.com/v1'),
      /** Of Prometheus: the network policy lets its pods read the databases' metrics. */
      namespace: dnsLabel().default(MONITORING_NAMESPACE),
    })
    .optional(),
  /**
   * The databases of own CloudNativePG clusters count approvals, postings and queues for their exporter. Only where
   * every cluster's CloudNativePG is 1.28.3, 1.29.1 or later: before the fix of CVE-2026-44477 an exporter is a
   * superuser, and what it runs here belongs to Odoo's role: an addon could become superuser by it.
   */
  businessFigures: z.boolean().default(false),
  /** Absent: this platform runs no restore tests. */
  restoreTest: z
    .strictObject({
      /** Made from `packages/restore-test`, with the PostgreSQL of `database.imageName`. */
      image: imageByDigest,
      /**
       * Addresses of the backup store as CIDR, such as those of its private endpoints: the only ones
       * that a restored copy can reach.
       */
      storeAddresses: z
        .array(
          z
            .union([z.cidrv4(), z.cidrv6()])
            .refine(
              range => !range.endsWith('/0'),
              'would let a restored copy reach everything',
            ),
        )
        .min(1),
      /** `keyid` of the signature on results; `{name}` becomes `<tenant>-<stage>`. */
      keyId: z.string().min(1).max(200).default('{name}'),
    })
    .optional(),
  autoscaling: z
    .strictObject({
      /** Of the requested CPU: above, web pods are added up to the plan's maximum. */
      cpuPercent: z.int().min(10).max(100).default(70),
      /** Times of the environment's own zone, five-field cron, in which web stands at the plan's maximum. */
      floors: z
        .array(
          z.strictObject({
            title: z.string(),
            start: z.string(),
            end: z.string(),
          }),
        )
        .default([]),
      /** Events of the legal entities' calendars in which web stands at the plan's maximum as well. */
      calendarFloors: z
        .strictObject({
          kinds: z.array(z.enum(BUSINESS_EVENT_KINDS)).default([]),
          /** So long before the event begins; at most a day. */
          lead: z.iso
            .duration()
            .refine(isWithinDay, 'must be at most a day')
            .default('PT30M'),
        })
        .prefault({}),
    })
    .prefault({}),
  officeHours: z
    .strictObject({
      /** Five-field cron in the environment's own time zone. */
      start: z.string().default('0 7 * * 1-5'),
      end: z.string().default('0 19 * * 1-5'),
    })
    .prefault({}),
});

export type Platform = z.infer<typeof platformSchema>;
export type PlatformInput = z.input<typeof platformSchema>;
