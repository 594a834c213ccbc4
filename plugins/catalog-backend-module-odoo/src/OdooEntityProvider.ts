import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { readEntities } from './readEntities';

/** Projects the head of the GitOps repository into the catalog: tenants as Systems, environments as Components. */
export class OdooEntityProvider implements EntityProvider {
  readonly #repository: GitOpsRepository;
  readonly #logger: LoggerService;
  readonly #schedule: SchedulerServiceTaskRunner;
  #projected: string | undefined;

  constructor(options: {
    repository: GitOpsRepository;
    logger: LoggerService;
    schedule: SchedulerServiceTaskRunner;
  }) {
    this.#repository = options.repository;
    this.#logger = options.logger;
    this.#schedule = options.schedule;
  }

  getProviderName(): string {
    return 'OdooEntityProvider';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#schedule.run({
      id: 'odoo-entities-refresh',
      fn: async () => {
        try {
          await this.refresh(connection);
        } catch (error) {
          throw new ForwardedError(
            'The catalog could not be brought up to date with the GitOps repository',
            error,
          );
        }
      },
    });
  }

  /** A full mutation: an environment that left the repository leaves the catalog. */
  async refresh(connection: EntityProviderConnection): Promise<void> {
    const head = await this.#repository.fetch();
    if (head === this.#projected) return;
    const entries = await this.#repository.list(head, 'environments');
    const files = await this.#repository.read(
      head,
      entries
        .map(({ path }) => path)
        .filter(path => path.endsWith('/catalog-info.yaml')),
    );
    const { entities, problems } = readEntities(
      files,
      // A location type of our own: `url:` would make the catalog offer a link to a source that no browser opens.
      `plumbline:${this.#repository.branch}`,
    );
    for (const { path, message } of problems) {
      this.#logger.warn(`${path} is not in the catalog: ${message}`);
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#projected = head;
  }
}
