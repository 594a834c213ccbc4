import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  Platform,
  recoveryOrderDocument,
  recoveryOrderFiles,
} from '@plumbline/plugin-odoo-common';
import {
  PublishedDocument,
  RecoveryOrderPublisher,
} from '@plumbline/plugin-odoo-node';
import { audited } from '../../routes/audited';
import { RecoveryModel } from '../RecoveryModel';

/**
 * Writes the recovery order of every region to the places outside of the portal's own once a day. What could not
 * be written is tried again with the next run.
 */
export class OrderPublication {
  readonly #publishers: readonly RecoveryOrderPublisher[];
  readonly #platform: Platform;
  readonly #recovery: Pick<RecoveryModel, 'order'>;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  /** The day on which each place got its document last; after a restart it gets it again. */
  readonly #writtenOn = new Map<RecoveryOrderPublisher, string>();

  constructor(options: {
    publishers: readonly RecoveryOrderPublisher[];
    platform: Platform;
    recovery: Pick<RecoveryModel, 'order'>;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#publishers = options.publishers;
    this.#platform = options.platform;
    this.#recovery = options.recovery;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  async run(now: Date, signal?: AbortSignal): Promise<void> {
    const today = now.toISOString().slice(0, 10);
    const due = this.#publishers.filter(
      publisher => this.#writtenOn.get(publisher) !== today,
    );
    if (due.length === 0) return;
    const documents = await this.#documents(now);
    for (const publisher of due) {
      if (await this.#publish(publisher, documents, signal)) {
        this.#writtenOn.set(publisher, today);
      }
    }
  }

  async #documents(now: Date): Promise<PublishedDocument[]> {
    const orders = [];
    for (const { name } of this.#platform.regions) {
      const scope = { readable: 'all' as const, now };
      orders.push(await this.#recovery.order({ region: name }, scope));
    }
    const content = recoveryOrderDocument(orders);
    return recoveryOrderFiles(now.toISOString()).map(path => ({
      path,
      content,
    }));
  }

  /** Answers whether it was written; one place that fails keeps no other from its document. */
  async #publish(
    publisher: RecoveryOrderPublisher,
    documents: readonly PublishedDocument[],
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { destination, region } = publisher;
    const event = {
      eventId: 'recovery-order-publish',
      meta: { destination, region },
    };
    try {
      await audited(this.#auditor, event, () =>
        publisher.publish(documents, { signal }),
      );
      return true;
    } catch (error) {
      this.#logger.error(
        `The recovery order could not be written to ${destination} (${region}) and is tried again: ${
          toError(error).message
        }`,
      );
      return false;
    }
  }
}
