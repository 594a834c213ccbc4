import {
  AuditorService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Platform } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository, PullRequestHost } from '@plumbline/plugin-odoo-node';
import { FreezePublisher } from '../freezes';
import { Gate } from '../gates';
import { UnledgeredCommits } from '../collection/git/unledgeredCommits';
import { RegistryService } from '../registry';
import { ApproverDirectory } from './access';
import { ChangeBranches, ChangeStore } from './store';
import { AssertBesideUpgrades } from '../seriesUpgrades/assertBesideUpgrades';
import { RecoveryEvidence } from './RecoveryEvidence';
import { ReconciliationEvidence } from './verify/ReconciliationEvidence';

/** What the steps of a change work with. */
export interface ChangeContext {
  store: ChangeStore;
  registry: RegistryService;
  repository: GitOpsRepository;
  /** Merges into the branch of the repository; absent: commits are pushed to it. */
  host?: PullRequestHost;
  /** Keeps Git's side of the calendars as the portal's; absent where the portal does not. */
  freezes?: Pick<FreezePublisher, 'publish' | 'trouble' | 'problem'>;
  branches: ChangeBranches;
  /** URL of the page of a change; absent where the portal does not know its own. */
  pageOf(change: string): string | undefined;
  platform: Platform;
  gates: readonly Gate[];
  approvers: ApproverDirectory;
  assertBesideUpgrades: AssertBesideUpgrades;
  unledgered: UnledgeredCommits;
  evidence: ReconciliationEvidence;
  recovery: RecoveryEvidence;
  userInfo: UserInfoService;
  auditor: AuditorService;
  logger: LoggerService;
  /** Identity of the commits. */
  author: { name: string; email: string };
  expireAfterMs: number;
  verifyTimeoutMs: number;
  /** For how long the result of a restore test is awaited at least. */
  restoreTestTimeoutMs: number;
}
