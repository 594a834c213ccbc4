import { AuditorService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { Platform } from '@plumbline/plugin-odoo-common';
import {
  GitOpsRepository,
  NewCommit,
  PullRequestHost,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { HeldLock, RepositoryLock } from '../../change/apply/RepositoryLock';
import { forgetCommit, recordCommit } from '../../change/ledger/recordCommit';
import {
  RegistryService,
  RegistrySnapshot,
  readRegistryState,
} from '../../registry';
import { audited } from '../../routes/audited';
import { DueFiles, dueFiles } from './dueFiles';
import { freezesFacts } from '../input/freezesFacts';
import { dayOf } from '../input/freezesInput';
import { HostedFreezes } from './hosted/HostedFreezes';
import { passingEnvironments } from '../passes/passesUntil';
import {
  noteChecked,
  noteFailed,
  notePublished,
  readPublication,
} from './publications';
import { noteLanded } from './noteLanded';
import { outerSentence } from './outerSentence';
import { sourceKey } from '../input/sourceKey';

/** Rounds of one publication against others who keep pushing; the next tick goes on. */
const MAX_ROUNDS = 5;

/** In the ledger of commits, where changes have their id. */
const LEDGER_NAME = 'freezes';

/**
 * Commits the files by which the controllers of the clusters keep freezes.
 *
 * Nobody approves such a commit, for it decides nothing: the files follow from the calendars, which Git governs, and
 * from changes that people have approved or overrides that they have given. What is rendered by a rule of the platform
 * can only be late, and a commit that waits for somebody would be.
 */
export class FreezePublisher {
  /** What was last found to need no commit, and where the file is right. */
  #settled: { situation: string; kept: readonly string[] } | undefined;

  readonly #hosted: HostedFreezes | undefined;
  /** At the host, in milliseconds since 1970. */
  #lookedAt = 0;

  constructor(
    private readonly options: {
      knex: Knex;
      registry: RegistryService;
      repository: GitOpsRepository;
      platform: Platform;
      auditor: AuditorService;
      author: { name: string; email: string };
      lock: RepositoryLock;
      /** Merges into the branch of the repository; absent: commits are pushed to it. */
      host?: PullRequestHost;
    },
  ) {
    const { host } = options;
    this.#hosted =
      host && new HostedFreezes({ ...options, host, ledgerName: LEDGER_NAME });
  }

  /** Looks whether the files are right, and makes them so; when somebody else has the lock, the next tick does. */
  async tick(): Promise<void> {
    const { registry, lock, knex } = this.options;
    const snapshot = await registry.snapshot();
    const seen = await this.#situation(snapshot, new Date());
    if (seen === this.#settled?.situation) {
      // What Git holds now is known as of the last time that it could be reached.
      const state = await readRegistryState(knex);
      if (!state) return;
      await noteChecked(knex, this.#settled.kept, state.fetchedAt);
      return;
    }
    const pollMs = this.options.host?.pollMs ?? 0;
    if (Date.now() - this.#lookedAt < pollMs) return;
    await lock.tryRun(held => this.publish(held));
  }

  /**
   * Makes the files right at the head of this moment, in one commit. Fails with ServiceUnavailableError when that
   * cannot be done; nothing is lost, the next tick does it.
   */
  async publish(held: HeldLock): Promise<void> {
    const { repository, registry, knex } = this.options;
    try {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        this.#lookedAt = Date.now();
        const found = await this.#hosted?.settle(new Date());
        const head = await repository.fetch();
        const now = new Date();
        const snapshot = await registry.at(head);
        const situation = await this.#situation(snapshot, now);
        const { platform } = this.options;
        const due = await dueFiles(snapshot, {
          ...this.options,
          ...(await freezesFacts(knex, snapshot, { ...this.options, now })),
          now,
        });
        if (due.files.size === 0) {
          await this.#hosted?.close(found);
          // A host tells by itself what it has merged.
          if (!this.#hosted) {
            const ledgerName = LEDGER_NAME;
            const options = { head, ledgerName, platform, repository };
            await noteLanded(knex, options);
          }
          const kept = this.#clusters.filter(name => !due.failed.has(name));
          await noteChecked(knex, kept, now);
          for (const [cluster, error] of due.failed) {
            await noteFailed(knex, [cluster], error);
          }
          this.#settled = { situation, kept };
          return;
        }
        if (this.#hosted) {
          const { clusters } = due;
          const step = await this.#hosted.bring(held, {
            due,
            commit: this.#newCommit({ head, due, date: new Date(dayOf(now)) }),
            found,
            now,
          });
          if (step === 'again') continue;
          const names = clusters.map(({ cluster }) => cluster);
          await noteFailed(knex, names, `it waits for ${step.awaited}`);
          return;
        }
        if (await this.#commit(held, { head, due, now })) return;
      }
    } catch (error) {
      await noteFailed(knex, this.#clusters, outerSentence(error));
      throw error;
    }
    throw new ServiceUnavailableError(
      'Others kept pushing to the GitOps repository',
    );
  }

  /** Why Git's side may still hold back what the gate lets pass; undefined: it does not. */
  async trouble(cluster: string): Promise<string | undefined> {
    const problem = await this.problem(cluster);
    return problem
      ? `a freeze may hold it back in Git, for what may pass could not be published: ${problem}`
      : undefined;
  }

  /** Why the file of a cluster is not published. */
  async problem(cluster: string): Promise<string | undefined> {
    const found = await readPublication(this.options.knex, cluster);
    return found?.error ?? undefined;
  }

  /** Answers whether it arrived; otherwise somebody else was faster. */
  #commit(
    held: HeldLock,
    { head, due, now }: { head: string; due: DueFiles; now: Date },
  ): Promise<boolean> {
    const { repository, auditor, knex } = this.options;
    const clusters = due.clusters.map(({ cluster }) => cluster);
    return audited(
      auditor,
      { eventId: 'freezes-publish', meta: { clusters, parent: head } },
      async () => {
        const commit = await repository.commit(
          this.#newCommit({ head, due, date: now }),
        );
        const entry = { commit, changeId: LEDGER_NAME };
        await recordCommit(knex, { ...entry, now });
        await held.assertHeld();
        if ((await repository.push(commit, head)) === 'lost') {
          await forgetCommit(knex, entry);
          return false;
        }
        await notePublished(knex, due.clusters, { commit, now });
        return true;
      },
      arrived => ({ arrived }),
    );
  }

  #newCommit({
    head,
    due,
    date,
  }: {
    head: string;
    due: DueFiles;
    date: Date;
  }): NewCommit {
    const clusters = due.clusters.map(({ cluster }) => cluster);
    return {
      parent: head,
      files: due.files,
      message: `Freezes of ${clusters.join(', ')}\n\n${due.reason}\n`,
      author: this.options.author,
      date,
    };
  }

  /** All that the files follow from, but the calendars' own progress within a day. */
  async #situation(snapshot: RegistrySnapshot, now: Date): Promise<string> {
    const { knex, platform } = this.options;
    const { releases } = snapshot;
    const passing = await passingEnvironments(knex, {
      now,
      platform,
      releases,
    });
    const source = sourceKey(snapshot, platform);
    return JSON.stringify([source, now.toISOString().slice(0, 10), ...passing]);
  }

  get #clusters(): string[] {
    return this.options.platform.clusters.map(({ name }) => name);
  }
}
