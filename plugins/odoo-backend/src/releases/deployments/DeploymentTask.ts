import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import {
  CommitLedger,
  RegistryService,
  RegistrySnapshot,
} from '../../registry';
import { KnownCommit, findArrivals, knownCommits } from './findArrivals';
import { FactSources } from './readFacts';
import { settleDeployments } from './settleDeployments';

/** Keeps the deployments in step with the registry and with how the environments are. */
export class DeploymentTask {
  readonly #sources: FactSources;
  readonly #registry: RegistryService;
  readonly #ledger: CommitLedger;
  readonly #isKnown: KnownCommit;
  /** The head at which every environment is accounted for. */
  #accountedHead: string | undefined;
  #position = '';

  constructor(
    options: Omit<FactSources, 'isSynced'> & {
      registry: RegistryService;
      repository: GitOpsRepository;
      ledger: CommitLedger;
    },
  ) {
    const { registry, repository, ledger } = options;
    this.#registry = registry;
    this.#ledger = ledger;
    this.#isKnown = knownCommits(ledger, (commit, of) =>
      repository.isAncestor(commit, of),
    );
    this.#sources = {
      ...options,
      async isSynced(environment, revision) {
        const { environments } = await registry.snapshot();
        const commit = environments.get(environment)?.revision.commit;
        if (commit === undefined || !/^[0-9a-f]{40}$/.test(revision)) {
          return false;
        }
        return commit === revision || repository.isAncestor(commit, revision);
      },
    };
  }

  async run(now: Date): Promise<void> {
    // Without the head that it started from the portal cannot tell what came past it.
    if (!(await this.#ledger.baseline())) return;
    await this.#account(await this.#registry.snapshot());
    this.#position = await settleDeployments(
      this.#sources,
      this.#position,
      now,
    );
  }

  async #account(snapshot: RegistrySnapshot): Promise<void> {
    if (this.#accountedHead === snapshot.head) return;
    const { knex } = this.#sources;
    const left = await findArrivals(knex, snapshot, this.#isKnown);
    if (left === 0) this.#accountedHead = snapshot.head;
  }
}
