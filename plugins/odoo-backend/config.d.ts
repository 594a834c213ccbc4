export interface Config {
  odoo?: {
    sandbox?: {
      /**
       * True only in the embedded world that `./plumb start` runs.
       * @visibility frontend
       */
      enabled?: boolean;
    };

    /** The GitOps repository: the registry of environments, and what changes are committed to. */
    gitops: {
      /** URL that Git can fetch from and push to; credentials by Git's own credential helper. */
      url: string;
      /** Default: main. */
      branch?: string;
      /**
       * Folder of the local bare clone, for this process alone. Default: a temporary folder, so that
       * every start clones anew and needs the repository to be reachable.
       */
      workingDirectory?: string;
      /**
       * The service that merges into the branch, where commits are not pushed to it: see the module
       * `odoo-backend-module-pull-requests`, which must be installed then.
       */
      host?: object;
      /** Author and committer of the portal's commits. */
      author?: {
        /** Default: Plumbline. */
        name?: string;
        /** Default: plumbline@users.noreply.example */
        email?: string;
      };
    };

    /** How often the portal looks. Evidence lives five minutes or longer: looking less often makes it stale. */
    collection?: {
      /** Between two fetches of the GitOps repository. Default: 30. */
      registrySeconds?: number;
      /** Between two readings of what there is to collect from, such as clusters. Default: 60. */
      scopesSeconds?: number;
      /** Between two reviews of verdicts that have outlived their evidence. Default: 15. */
      reassessSeconds?: number;
    };

    health?: {
      /**
       * What to do about a probe; `{probe}` becomes its id with dashes for dots.
       * Default: the runbooks of this repository.
       */
      runbookUrl?: string;
      /** Last day of support of the PostgreSQL of `platform.database`, such as 2030-11-14. Default: not judged. */
      databaseSupportEnds?: string;
      /** People are told when something is not well. Needs the notifications backend. Default: true. */
      notifications?: boolean;
    };

    roles?: {
      /** Groups that are told when a cluster, a shared server or a source fails. Default: group:default/platform-engineers */
      platformEngineer?: string[];
    };

    /** For how long what was is kept; what is stays. */
    history?: {
      /** ISO 8601: changes of status, of probes and of verdicts. Default: P90D. */
      transitions?: string;
      /** ISO 8601: the days of an environment. Default: P400D. */
      daily?: string;
    };

    changes?: {
      /** ISO 8601: a change without a decision expires after this. Default: P7D. */
      expireAfter?: string;
      /** ISO 8601: a committed change that is not seen healthy within this is shown as stuck; one that copies data has the time that this is expected to take on top. Default: PT15M. */
      verifyTimeout?: string;
    };

    recovery?: {
      /** Shown beside each environment; the one that names tenant, stage and tier most closely. */
      runbooks?: {
        title: string;
        url: string;
        /** Default: every tenant. */
        tenant?: string;
        /** Default: every stage. */
        stage?: string;
        /** Default: every tier. */
        tier?: number;
      }[];
      restoreTests?: {
        /** The portal asks for the restore tests that each tier demands. Default: true. */
        schedule?: boolean;
        /** Without a result a test has failed after this, or later where much data is restored. Default: 120. */
        timeoutMinutes?: number;
      };
    };

    releases?: {
      /**
       * Whose pipelines are believed. A release whose record names no run, a run of anybody else, or one that no module
       * of the portal has read (`@plumbline/plugin-odoo-backend-module-pipelines`), does not pass the gate `provenance`.
       * Default: nobody.
       */
      trustedRepositories?: {
        /**
         * `<host>/<owner>/<name>` on GitHub, `<host>/<organisation>/<project>` on Azure DevOps; without the last part
         * all of the owner or organisation.
         */
        repository: string;
        /** The protected branch that releases are built from; a run of another does not count. Default: main. */
        branch?: string;
        /**
         * What builds releases; a run of anything else does not count: the path of the workflow's file on GitHub, such
         * as `.github/workflows/release.yaml`, the id of the definition on Azure DevOps. Default: any.
         */
        workflow?: string;
      }[];
    };

    schemas?: {
      /**
       * Folder of JSON Schemas of Kubernetes kinds as `<group>/<kind>_<version>.json`, for the gate `schema`.
       * Without it the gate lists every object as not checked.
       */
      directory?: string;
    };

    /** What the company offers, and what it costs. */
    platform: {
      /** Version of the golden path that new environments are rendered by. Default: 1.1. */
      goldenPath?: string;
      /** Host names of environments lie under one of these. */
      domains: string[];
      regions: {
        name: string;
        /** Shown in forms. */
        title: string;
        /** IANA time zone: the default of environments in the region. */
        timeZone: string;
        /** Default recovery region of tiers 1 and 2. */
        pairedRegion?: string;
      }[];
      clusters: {
        /** The name that the configuration of the Kubernetes plugin gives the cluster. */
        name: string;
        region: string;
        /** Allocatable on the node pools that Odoo may use. */
        capacity: { cpu: number; memoryGiB: number };
        /** The controller that applies the GitOps repository to the cluster. Default: argo-cd. */
        gitops?: 'argo-cd' | 'flux';
        /** Base URL of the cluster's Argo CD, for links. */
        argoCdUrl?: string;
      }[];
      series: {
        /** Such as 18.0. */
        name: string;
        /** Last day of support, such as 2028-10-31. */
        supportEnds: string;
      }[];
      /** Names of the company's Odoo images. Default: construction. */
      editions?: string[];
      /**
       * In the order in which a release travels; each environment belongs to the first that matches it. Default:
       * development (dev, qa), staging (staging, pre-production), production (tiers 2 and 3), critical (the rest).
       */
      rings?: {
        name: string;
        /** Shown. */
        title: string;
        /** Default: every stage. */
        stages?: string[];
        /** Default: every tier. */
        tiers?: number[];
        /** Default: every tenant. */
        tenants?: string[];
        /** ISO 8601: a release must have been verified here for so long before it goes on to the next. Default: P1D. */
        soak?: string;
        /** So many environments may fail with a release before nobody else gets it. Default: 0. */
        failureBudget?: number;
      }[];
      /** When the business leaves room for changes: the gate `calendar` and the calendar page. */
      changeWindows?: {
        /**
         * By the kind of event. `blocks`: whether changes wait while such an event lasts, by default true. `leadTime`, ISO
         * 8601: a change must have ended this long before the event begins.
         */
        events?: {
          /** Lead time by default: PT48H. */
          payroll?: { blocks?: boolean; leadTime?: string };
          /** Lead time by default: PT24H. */
          'month-end'?: { blocks?: boolean; leadTime?: string };
          /** Lead time by default: PT0S. */
          billing?: { blocks?: boolean; leadTime?: string };
          /** Lead time by default: PT0S. */
          tender?: { blocks?: boolean; leadTime?: string };
          /** Lead time by default: PT0S. */
          freeze?: { blocks?: boolean; leadTime?: string };
        };
        /** ISO 8601: what a change is taken to last where nobody has measured it. */
        durations?: {
          /** Default: PT10M. */
          start?: string;
          /** Of a release that migrates and was not rehearsed. Default: PT1H. */
          migration?: string;
          /** Default: PT15M. */
          verification?: string;
          /** Default: PT30M; after a breaking migration at least the RTO of the tier. */
          rollBack?: string;
        };
        /** ISO 8601: how far ahead the next window is looked for. Default: P90D. */
        horizon?: string;
      };
      /** Overrides of the tier table, by tier 1 to 4. */
      tiers?: {
        [tier: string]: {
          title?: string;
          /** ISO 8601; absent for what is rebuilt, not restored. */
          rto?: string;
          /** ISO 8601. */
          rpo?: string;
          /** Most that may be lost (ISO 8601), by what happens. Absent: not demanded. */
          lossTargets?: {
            /** A pod, a volume or a node. */
            component?: string;
            region?: string;
            /** By a restore point that a test has proven clean. */
            corruption?: string;
            tenant?: string;
          };
          /** By so much the filestore of a restore point may be older than its database, ISO 8601. */
          filestoreTolerance?: string;
          /** What the readiness score is made of, such as `restoreProof` and `rpo`. */
          recoveryTerms?: string[];
          databaseInstances?: number;
          /** At least this many. */
          webPods?: number;
          /** Six-field cron, seconds first, UTC. */
          backupSchedule?: string;
          retentionDays?: number;
          monthlyArchives?: number;
          immutability?: 'locked' | 'unlocked' | 'none';
          immutabilityDays?: number;
          storageReplication?: 'RA-GZRS' | 'ZRS' | 'LRS';
          restoreTest?: 'monthly' | 'quarterly' | 'yearly' | 'never';
          /** Approvals that a change needs. */
          approvals?: { production: number; other: number };
          changeWindow?: 'enforced' | 'warned' | 'free';
          /** Of a CloudNativePG of its own, out of office hours, where an environment keeps them. Default: nightly in tier 4. */
          hibernation?: 'nightly' | 'none';
        };
      };
      /** Constants of the sizing rules. */
      sizing?: {
        /** Share of the named users who work at the same time. Default: 0.25. */
        activeShare?: number;
        /** Default: 6. */
        usersPerWorker?: number;
        /** Load over the average, by business phase. */
        peaks?: {
          base?: number;
          monthEnd?: number;
          tender?: number;
          payroll?: number;
        };
        /** Head room of the maximum number of web pods over the month-end peak. Default: 1.25. */
        surge?: number;
        workerMemoryMiB?: number;
        podOverheadMiB?: number;
        softLimitMiB?: number;
        lightWorkerMiB?: number;
        /** Share of `max_connections` that a plan may use. Default: 0.7. */
        connectionShare?: number;
        maxConnections?: number;
        reservedConnections?: number;
        /** Size of a database server. */
        database?: {
          workersPerCpu?: number;
          minimumCpu?: number;
          minimumMemoryGiB?: number;
          memoryGiBPerCpu?: number;
          /** Memory for each GiB of data. Default: 0.35. */
          memoryPerDataGiB?: number;
          /** Volume size over the planned data. Default: 3.6. */
          storageFactor?: number;
        };
        /** Size of a base backup over the size of the data. Default: 0.4. */
        backupRatio?: number;
        /** WAL written a day over the size of the data. Default: 0.05. */
        walRatioPerDay?: number;
        /** Speed at which a base backup comes back. Default: 200. */
        restoreGiBPerHour?: number;
        /** Fixed part of a restore. Default: 20. */
        restoreFixedMinutes?: number;
      };
      /** Prices a month; the defaults are estimates. */
      prices?: {
        /** ISO 4217. Default: EUR. */
        currency?: string;
        vCpu?: number;
        memoryGiB?: number;
        databaseStorageGiB?: number;
        fileStorageGiB?: number;
        /** By storage replication. */
        backupStorageGiB?: { 'RA-GZRS'?: number; ZRS?: number; LRS?: number };
        certificateAndIngress?: number;
        /** Azure Database for PostgreSQL Flexible Server. */
        flexibleServer?: {
          /** Its compute over the same CPU and memory of a node. Default: 1.9. */
          computeFactor?: number;
          /** Default: 0.115. */
          storageGiB?: number;
          /** Of a geo-redundant copy; the local one is included. Default: 0.095. */
          geoBackupGiB?: number;
        };
      };
      gitops: {
        /** URL under which the clusters' controllers reach the GitOps repository. */
        repoUrl: string;
        /** Default: main. */
        branch?: string;
        /** Namespace of the Argo CD Applications. Default: argocd. */
        namespace?: string;
        /** Project of the Argo CD Applications. Default: odoo. */
        project?: string;
        /**
         * The clusters' controllers keep the freezes of the calendars: the portal commits what each needs for it, sync
         * windows of Argo CD or what suspends Flux (in the image of `restoreTest`). Environments whose tier enforces
         * change windows then go into an Argo CD project of their tenant, `<project>-<tenant>`. With `gitops.host` the
         * files come by a pull request: see docs/operations/calendars.md. Default: false.
         */
        syncWindows?: boolean;
        /** For clusters with `gitops: flux`. */
        flux?: {
          /** Of the Kustomizations and of their source. Default: flux-system. */
          namespace?: string;
          /** The GitRepository that reads `repoUrl` at `branch`. Default: gitops. */
          sourceName?: string;
          /** How often the cluster is compared with Git. Default: 5m. */
          interval?: string;
          /** Service account in whose name Flux applies. Default: the controller's own. */
          serviceAccountName?: string;
        };
      };
      ingress?: {
        /**
         * cert-manager ClusterIssuer, by DNS-01: one by HTTP-01 issues nothing before the host name points at the
         * cluster, and so no certificate for a move. Default: letsencrypt.
         */
        clusterIssuer?: string;
        /** Traefik entry point. Default: websecure. */
        entryPoint?: string;
        /** Namespace of Traefik. Default: traefik. */
        namespace?: string;
      };
      secrets?: {
        /**
         * `{name}` becomes `<tenant>-<stage>`, or the name of a shared database server. Azure's names of vaults have at
         * most 24 characters: a longer one is cut and ends in eight hexadecimal digits of the whole, as the files say.
         * Default: https://kv-{name}.vault.azure.net
         */
        vaultUrl?: string;
        /** Of what the clock fetches: not of the database's credentials, which a restart by change fetches. Default: 1h. */
        refreshInterval?: string;
      };
      database: {
        /** PostgreSQL image by digest. */
        imageName: string;
        /** Default: managed-premium-v2. */
        storageClass?: string;
        /** Base of the backup store; `{name}` becomes `<tenant>-<stage>`, `{region}` its region. */
        backupDestination?: string;
        /** What the account behind `backupDestination` is set up for. */
        backupStore?: {
          /** Default: RA-GZRS. */
          replication?: 'RA-GZRS' | 'ZRS' | 'LRS';
          /** Default: locked. */
          immutability?: 'locked' | 'unlocked' | 'none';
          /** Default: 30. */
          immutabilityDays?: number;
        };
        /** Azure Database for PostgreSQL Flexible Server by Azure Service Operator. Absent: not offered. */
        flexibleServer?: {
          /** PostgreSQL of new servers. Default: 16. */
          version?: '14' | '15' | '16';
          /** Globally unique in Azure; `{name}` becomes `<tenant>-<stage>` or that of the shared server. Default: psql-{name}. */
          serverName?: string;
          /** Where servers are put, one for each region that offers them. */
          networks: {
            region: string;
            /** ARM id of the resource group that owns the servers. */
            resourceGroup: string;
            /** ARM id of the subnet delegated to Microsoft.DBforPostgreSQL/flexibleServers. */
            delegatedSubnet: string;
            /** Addresses of that subnet (CIDR): all that Odoo may reach of it. */
            subnetAddresses: string;
            /** ARM id of the private DNS zone that resolves the servers' names. */
            privateDnsZone: string;
          }[];
          /** What the vault that keeps copies of the servers' backups is set up for. */
          backupVault?: {
            /** Default: none. */
            immutability?: 'locked' | 'unlocked' | 'none';
            /** Default: 0. */
            immutabilityDays?: number;
          };
        };
        /** Servers that environments of shared tenancy are put on. */
        servers?: {
          /** Must not end in a stage. */
          name: string;
          /** Default: cloudnative-pg. */
          kind?: 'cloudnative-pg' | 'flexible-server';
          region: string;
          /** Runs the server, or the operator that manages it, and every environment on it. */
          cluster: string;
          /** The strictest tier of an environment on it. */
          tier: number;
          instances: number;
          /** Of one instance. */
          cpu: number;
          memoryGiB: number;
          storageGiB: number;
          maxConnections: number;
        }[];
      };
      /** PriorityClasses of pods of shared tenancy, which compete for the same nodes. Absent: the clusters' default. */
      priorityClasses?: {
        production: string;
        other: string;
      };
      filestore?: {
        /** Must offer ReadWriteMany. Default: azurefile-csi-nfs. */
        storageClass?: string;
        /** Smallest share that the storage class makes. Default: 100. */
        minimumGiB?: number;
        /** Image of rclone by digest, which copies the files into the backup store. Absent: they are not copied. */
        copyImage?: string;
        /**
         * Image of rclone, by digest, that restores the files of an environment which begins as the copy of another
         * one. Default: `copyImage`. With neither, no environment can be copied.
         */
        restoreImage?: string;
      };
      /** Absent: no alert rules are rendered. */
      alerts?: {
        /** Of the PrometheusRule. Default: monitoring.coreos.com/v1. */
        apiVersion?: string;
        /** `{alert}` becomes the name of the alert in lower case. Default: the runbooks of this repository. */
        runbookUrl?: string;
        /** Of alerts about health; `{probe}` becomes the probe, such as web-ready. Default: as above. */
        healthRunbookUrl?: string;
      };
      /** Absent: no PodMonitors are rendered. */
      monitoring?: {
        /** Of the PodMonitor, such as azmonitoring.coreos.com/v1. Default: monitoring.coreos.com/v1. */
        apiVersion?: string;
        /** Of Prometheus: it may read the databases' metrics. Default: monitoring. */
        namespace?: string;
      };
      /**
       * Databases that are a CloudNativePG cluster of their own count approvals, postings and queues for whoever scrapes
       * them. Only where CloudNativePG of every cluster has the fix of CVE-2026-44477 (GHSA-423p-g724-fr39): before it an
       * exporter is a superuser, and an addon of Odoo could become one by what it runs. Default: false.
       */
      businessFigures?: boolean;
      /** Absent: this platform runs no restore tests. */
      restoreTest?: {
        /** Image of `packages/restore-test` by digest, with the PostgreSQL of `database.imageName`. */
        image: string;
        /**
         * Addresses of the backup store as CIDR, such as those of its private endpoints: the only ones
         * that a restored copy can reach.
         */
        storeAddresses: string[];
        /**
         * `keyid` of the signature on results, as `odoo.recovery.verificationKeys` names it; `{name}`
         * becomes `<tenant>-<stage>`. Default: {name}.
         */
        keyId?: string;
      };
      /** Web pods between the two numbers of the plan, for environments that do not sleep. */
      autoscaling?: {
        /** Of the requested CPU: above, pods are added. Default: 70. */
        cpuPercent?: number;
        /** Times in which web stands at the plan's maximum, such as month end. Default: none. */
        floors?: {
          title: string;
          /** Five-field cron in the environment's own time zone. */
          start: string;
          /** Five-field cron; on day 29 to 31 the window is closed in shorter months. */
          end: string;
        }[];
        /** Events of the legal entities' calendars in which web stands at the plan's maximum as well. */
        calendarFloors?: {
          /** Default: none. Each that is added changes the files of every environment whose calendars have such events. */
          kinds?: ('payroll' | 'month-end' | 'billing' | 'tender' | 'freeze')[];
          /** So long before the event begins, at most a day. ISO 8601, default: PT30M. */
          lead?: string;
        };
      };
      /** When environments with the schedule `office-hours` are awake, in their own time zone. */
      officeHours?: {
        /** Five-field cron. Default: 0 7 * * 1-5. */
        start?: string;
        /** Five-field cron. Default: 0 19 * * 1-5. */
        end?: string;
      };
    };
  };
}
