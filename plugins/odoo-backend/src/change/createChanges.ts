import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { GitOpsRepository, PullRequestHost } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { unledgeredCommits } from '../collection/git/unledgeredCommits';
import { OdooConfig } from '../config';
import { FreezePublisher } from '../freezes';
import { createGates } from '../gates';
import { Observe } from '../observe';
import { releaseRecord } from '../releases';
import { StoredTestEvidence, dueTests, testsUnderWay } from '../recovery';
import { createChangesRouter } from '../routes/changes';
import { assertBesideUpgrades } from '../seriesUpgrades/assertBesideUpgrades';
import { upgradeOf } from '../seriesUpgrades/upgradeOf';
import { ChangeAccess, SessionApprovers } from './access';
import { RepositoryLock, repositoryLockName } from './apply/RepositoryLock';
import { ChangeContext } from './ChangeContext';
import { DatabaseCommitLedger } from './ledger';
import { ChangePresenter, ChangeProposals, ChangeReviews } from './people';
import { proposeDueTests } from './restoreTest';
import { proposeExpired } from './expiry';
import { ChangeBranches, ChangeStore, pendingChanges } from './store';
import { readModelEvidence } from './verify/ReconciliationEvidence';
import { ChangeWorker } from './worker/ChangeWorker';

const MINUTE_MS = 60_000;

export interface ChangesOptions {
  config: OdooConfig;
  knex: Knex;
  observe: Observe;
  repository: GitOpsRepository;
  host?: PullRequestHost;
  /** Of the portal, as people see it. */
  appUrl?: string;
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  logger: LoggerService;
}

/** The half that changes things, and changes only Git. */
export function createChanges(options: ChangesOptions) {
  const { config, knex, observe, repository, auditor, logger } = options;
  const { platform, gitops, changes, schemas } = config;
  const access = new ChangeAccess(options);
  const sessions = new SessionApprovers(access);
  const recovery = new StoredTestEvidence({
    knex,
    logger,
    collection: observe.collection,
    assessor: observe.recoveryAssessor,
  });
  const lock = new RepositoryLock(knex, repositoryLockName(gitops));
  const freezes = platform.gitops.syncWindows
    ? new FreezePublisher({
        knex,
        registry: observe.registry,
        repository,
        platform,
        auditor,
        author: gitops.author,
        lock,
        host: options.host,
      })
    : undefined;
  const context: ChangeContext = {
    store: new ChangeStore(knex, () => observe.signals.tell('changes')),
    registry: observe.registry,
    repository,
    host: options.host,
    freezes,
    branches: new ChangeBranches(knex),
    pageOf: id =>
      options.appUrl && `${options.appUrl.replace(/\/$/, '')}/changes/${id}`,
    platform,
    gates: createGates({
      platform,
      recovery,
      releases: releaseRecord(knex),
      pipelines: observe.pipelineRuns,
      upgradeOf: upgradeOf(knex),
      schemaDirectory: schemas.directory,
    }),
    approvers: sessions,
    assertBesideUpgrades: assertBesideUpgrades(knex),
    unledgered: unledgeredCommits({
      knex,
      repository,
      ledger: new DatabaseCommitLedger(knex),
    }),
    evidence: readModelEvidence(observe.readModel, knex),
    recovery,
    userInfo: options.userInfo,
    auditor,
    logger,
    author: gitops.author,
    expireAfterMs: changes.expireAfter.toMillis(),
    verifyTimeoutMs: changes.verifyTimeout.toMillis(),
    restoreTestTimeoutMs:
      config.recovery.restoreTests.timeoutMinutes * MINUTE_MS,
  };
  const worker = new ChangeWorker(context, lock);
  const presenter = new ChangePresenter({ context, access });
  const people = { context, access, presenter, sessions, worker };
  const proposals = new ChangeProposals(people);
  const reviews = new ChangeReviews(people);
  const router = createChangesRouter({
    auth: options.auth,
    httpAuth: options.httpAuth,
    auditor,
    access: observe.access,
    presenter,
    proposals,
    reviews,
    store: context.store,
  });
  const proposeTests = (signal?: AbortSignal) =>
    proposeDueTests(
      context,
      worker,
      {
        due: now => dueTests(knex, now),
        underWay: () => testsUnderWay(knex),
      },
      signal,
    );
  const endExpired = (signal?: AbortSignal) =>
    proposeExpired(context, worker, pendingChanges(knex).of, signal);
  return {
    router,
    worker,
    access,
    context,
    freezes,
    proposals,
    reviews,
    sessions,
    proposeTests,
    endExpired,
  };
}
