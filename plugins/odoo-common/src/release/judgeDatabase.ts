import { stepBetween, unrecordedBetween } from '../environment/upgrade';
import type { DatabaseFacts } from './databaseFacts';
import { Judgement, finding, judgementOf } from './judgement';
import { judgeRehearsal, judgeUnneededRehearsal } from './judgeRehearsal';
import type { ReleaseDocument } from './release';

const byName = new Intl.Collator('en', { numeric: true });

const reasonOf = ({ spec }: ReleaseDocument) =>
  spec.schemaReason ? `: ${spec.schemaReason}` : '';

/**
 * Whether it is known what the step does to the database, and that it can be done: every module of the image finds
 * what it needs, a breaking step was rehearsed, and no rehearsal of any step failed. Back over a breaking step the image alone never goes.
 */
export function judgeDatabase(facts: DatabaseFacts): Judgement {
  const { from, to } = facts;
  // Whatever its record lacks, it is what runs.
  if (from.metadata.name === to.metadata.name) {
    return judgementOf(
      [finding('pass', 'Release', 'brings no other release')],
      `${to.metadata.name} stays`,
    );
  }
  const { back, schemaClass } = stepBetween(from, to, facts.releases);
  const unread = unreadBetween(facts);
  const findings = [
    unread.length > 0
      ? finding(
          'error',
          'Schema class',
          `not known: ${unread
            .map(version => `releases/${version}.yaml`)
            .join(', ')} cannot be read, and may lie on the way`,
        )
      : finding('pass', 'Schema class', `${schemaClass}${reasonOf(to)}`),
    ...unrecordedBetween(from, to, facts.releases).map(version =>
      finding(
        'error',
        'Schema class',
        `not known: ${version} is not in releases/, and a release on the way follows it; add its record, or correct spec.follows and spec.schemaClass`,
      ),
    ),
    moduleGraphOf(facts, back),
    ...wayOf(facts, back, schemaClass === 'breaking'),
  ];
  return judgementOf(
    findings,
    `From ${from.metadata.name} ${back ? 'back ' : ''}to ${
      to.metadata.name
    }: ${schemaClass}, all modules find what they need`,
  );
}

function wayOf(facts: DatabaseFacts, back: boolean, breaking: boolean) {
  if (back) return breaking ? [cannotGoBack(facts)] : [];
  const rehearsal = breaking
    ? judgeRehearsal(facts)
    : judgeUnneededRehearsal(facts);
  return rehearsal ? [rehearsal] : [];
}

function unreadBetween({ from, to, unreadable = [] }: DatabaseFacts) {
  const [older, newer] = [from.metadata.name, to.metadata.name].sort(
    byName.compare,
  );
  return unreadable.filter(
    version =>
      byName.compare(version, older) > 0 && byName.compare(version, newer) < 0,
  );
}

function moduleGraphOf({ to, verifiedBefore }: DatabaseFacts, back: boolean) {
  const { moduleGraph } = to.spec.evidence ?? {};
  if (moduleGraph?.complete) {
    return finding(
      'pass',
      'Module graph',
      `complete, ${to.spec.modules.length} modules`,
    );
  }
  if (moduleGraph) {
    return finding(
      'fail',
      'Module graph',
      `${
        moduleGraph.missing.join(', ') || 'something'
      } is missing; add it to the image and build again`,
    );
  }
  // An old record must not keep somebody from going back to what worked.
  return back && verifiedBefore
    ? finding('note', 'Module graph', 'not recorded; this release worked here')
    : finding(
        'error',
        'Module graph',
        'not recorded; check it in the pipeline and write spec.evidence.moduleGraph',
      );
}

function cannotGoBack({ from, to }: DatabaseFacts) {
  return finding(
    'fail',
    'Way back',
    `${from.metadata.name} broke the schema that ${to.metadata.name} needs: restore to the moment before, or fix forward`,
  );
}
