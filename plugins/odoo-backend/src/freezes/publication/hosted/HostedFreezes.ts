import { AuditorService } from '@backstage/backend-plugin-api';
import {
  GitOpsRepository,
  HostedPullRequest,
  NewCommit,
  PullRequestHost,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { madeBy, otherThan } from '../../../change/apply/hosted/land';
import { mergeText } from '../../../change/apply/hosted/pullRequestText';
import { awaitedOf } from '../../../change/apply/hosted/showAtHost';
import { HeldLock } from '../../../change/apply/RepositoryLock';
import { recordCommit } from '../../../change/ledger/recordCommit';
import { audited } from '../../../routes/audited';
import { DueFiles } from '../dueFiles';
import { notePublished } from '../publications';
import { Drawn, DrawnCommits } from './drawnCommits';

/** Of the one pull request of freezes that may be open. */
const BRANCH = 'plumbline/freezes';

const STATUS = {
  outcome: 'success',
  description: 'Rendered from the calendars, which Git governs',
} as const;

/** `again`: it was merged, and the head has moved. Otherwise what it waits for, in words. */
export type Brought = 'again' | { awaited: string };

const knownOf = ({ clusters }: Drawn) =>
  clusters.map(({ cluster, knownUntil }) => ({
    cluster,
    knownUntil: new Date(knownUntil),
  }));

/**
 * Brings the files of freezes to the branch by a pull request, as a change is brought: drawn on the head, opened, its
 * required checks awaited, merged by the host. At most one is open, and it is brought up to date. Every look begins anew
 * and finds what an earlier one left by the name of the branch: safe to stop and repeat anywhere.
 */
export class HostedFreezes {
  readonly #drawn: DrawnCommits;

  constructor(
    private readonly options: {
      host: PullRequestHost;
      repository: GitOpsRepository;
      knex: Knex;
      auditor: AuditorService;
      ledgerName: string;
    },
  ) {
    this.#drawn = new DrawnCommits(options.knex);
  }

  /**
   * Takes up what the host has merged since, or somebody at it: into the ledger goes what this portal has rendered, and
   * nothing else. Answers what is open.
   */
  async settle(now: Date): Promise<HostedPullRequest | undefined> {
    const { host, repository, knex, ledgerName } = this.options;
    const found = await host.find(BRANCH);
    if (!found || found.state === 'open') return found;
    const drawn = await this.#drawn.find(found.head);
    const { merged } = found;
    if (!drawn || !merged) return undefined;
    const head = await repository.fetch();
    if (!(await repository.isAncestor(merged, head))) return undefined;
    const other = await otherThan({ repository }, drawn.blobs, merged);
    if (other.length === 0) {
      const commits = await madeBy({ repository }, merged);
      for (const commit of commits) {
        await recordCommit(knex, { commit, changeId: ledgerName, now });
      }
      await notePublished(knex, knownOf(drawn), { commit: merged, now });
    }
    await this.#tidy();
    return undefined;
  }

  /** Nothing is due any more: whoever merges it later would bring back what was true then. */
  async close(found: HostedPullRequest | undefined): Promise<void> {
    if (!found) return;
    await this.options.host.close(found);
    await this.#tidy();
  }

  /** One step of the way of these files. */
  async bring(
    held: HeldLock,
    {
      due,
      commit: content,
      found,
      now,
    }: {
      due: DueFiles;
      commit: NewCommit;
      found: HostedPullRequest | undefined;
      now: Date;
    },
  ): Promise<Brought> {
    const { host, repository } = this.options;
    const commit = await repository.commit(content);
    const drawn = await this.#draw(held, { commit, due });
    if (drawn === 'foreign') {
      return {
        awaited: `the branch ${BRANCH} holds what somebody else has pushed: delete it`,
      };
    }
    const opened =
      found && drawn === 'there' ? found : await this.#open(content, commit);
    if (opened !== found) await host.report(opened, commit, STATUS);
    const shown = (await host.find(BRANCH)) ?? opened;
    const subject = `pull request ${shown.number} on ${host.title}`;
    if (shown.merging) return { awaited: `${subject} to be merged there` };
    if (shown.head !== commit) {
      return { awaited: `${subject} to be brought up to date there` };
    }
    const awaited = awaitedOf(host, shown);
    if (awaited) return { awaited: awaited.what };
    if ((await repository.fetch()) !== content.parent) return 'again';
    await held.assertHeld();
    return this.#merge(shown, { content, commit, now });
  }

  /** `moved` or `there`: the branch holds the commit. */
  async #draw(
    held: HeldLock,
    { commit, due }: { commit: string; due: DueFiles },
  ): Promise<'moved' | 'there' | 'foreign'> {
    const { repository } = this.options;
    const tip = await repository.tipOf(BRANCH);
    if (tip !== undefined && tip !== commit && !(await this.#drawn.find(tip))) {
      return 'foreign';
    }
    const entries = await repository.list(commit, '');
    const there = new Map(entries.map(({ path, blob }) => [path, blob]));
    await this.#drawn.add(commit, {
      blobs: Object.fromEntries(
        [...due.files.keys()].map(path => [path, there.get(path) ?? null]),
      ),
      clusters: due.clusters.map(({ cluster, knownUntil }) => ({
        cluster,
        knownUntil: knownUntil.toISOString(),
      })),
    });
    if (tip === commit) return 'there';
    await held.assertHeld();
    return (await repository.moveBranch(BRANCH, { expected: tip, commit })) ===
      'moved'
      ? 'moved'
      : 'foreign';
  }

  #open(
    { message, parent }: NewCommit,
    commit: string,
  ): Promise<HostedPullRequest> {
    const { host, auditor } = this.options;
    const { title, body } = mergeText(message);
    return audited(
      auditor,
      {
        eventId: 'freezes-pull-request',
        meta: { branch: BRANCH, commit, parent },
      },
      () =>
        host.open(BRANCH, {
          title,
          body: [
            body.trim(),
            'Plumbline merges this once the required checks have passed. Until then the clusters keep what was published before.',
            'What anybody else pushes to this branch is not merged.',
          ].join('\n\n'),
        }),
      ({ number }) => ({ number }),
    );
  }

  #merge(
    shown: HostedPullRequest,
    { content, commit, now }: { content: NewCommit; commit: string; now: Date },
  ): Promise<Brought> {
    const { host, auditor } = this.options;
    const { number } = shown;
    return audited(
      auditor,
      {
        eventId: 'freezes-publish',
        meta: { commit, parent: content.parent, pullRequest: number },
      },
      async (): Promise<Brought> => {
        const text = mergeText(content.message);
        const outcome = await host.merge(shown, commit, text);
        if ('refused' in outcome) {
          return {
            awaited: `${host.title} does not merge pull request ${number}: ${outcome.refused}`,
          };
        }
        if ('merging' in outcome) {
          return { awaited: `${host.title} to merge pull request ${number}` };
        }
        await this.settle(now);
        return 'again';
      },
      outcome => (outcome === 'again' ? { merged: true } : outcome),
    );
  }

  /** The branch goes unless somebody else has pushed to it. */
  async #tidy(): Promise<void> {
    const { repository } = this.options;
    const tip = await repository.tipOf(BRANCH);
    if (tip && (await this.#drawn.find(tip))) {
      await repository.moveBranch(BRANCH, { expected: tip });
    }
    await this.#drawn.forget();
  }
}
