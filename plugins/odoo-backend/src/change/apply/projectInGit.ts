import { absentProject, outerSentence } from '../../freezes';
import { ChangeContext } from '../ChangeContext';
import { DueCommit } from './commitUnderLock';
import { Delivery, awaitHost } from './hosted';
import { HeldLock } from './RepositoryLock';

/**
 * Whether the cluster gets every project that the commit names; undefined: it does. Otherwise it is published first, and
 * the commit waits for it, unlike one that a freeze alone would hold back: what is in no project is not applied at all.
 */
export async function projectInGit(
  context: ChangeContext,
  held: HeldLock,
  { commit, stored }: DueCommit,
): Promise<Delivery | undefined> {
  const { freezes, registry, repository } = context;
  if (!freezes) return undefined;
  const absentAt = async (head: string) =>
    absentProject(context, await registry.at(head), commit.files);
  if (!(await absentAt(commit.parent))) return undefined;
  let problem: string | undefined;
  try {
    await freezes.publish(held);
  } catch (error) {
    problem = outerSentence(error);
  }
  const absent = await absentAt(await repository.fetch());
  if (!absent) return 'again';
  const why = problem ?? (await freezes.problem(absent.cluster));
  await awaitHost(context, stored, {
    what: `the Argo CD project ${
      absent.project
    } in Git, without which Argo CD refuses the environment${
      why ? `; it could not be published: ${why}` : ''
    }`,
    stuck: false,
  });
  return 'waiting';
}
