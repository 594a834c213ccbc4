import { GATE_TITLES } from '../gates';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { Override } from '../change';
import {
  asJudged,
  countingOverride,
  openFindings,
  overridableNow,
  overrideInWords,
  untilProblem,
} from '../overrides';
import {
  actorRef,
  canStillStop,
  conflict,
  forbidden,
  settle,
  tooLate,
} from './steps';

/**
 * A second person lets a gate be passed for a while. What the machine said of it stays, and so does what is owed
 * afterwards. Giving the same override again changes nothing, so that a repeated request is safe.
 */
export function override(
  life: ChangeLife,
  action: ChangeAction & { type: 'override' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user') return forbidden('Only people override a gate');
  if (life.authors.includes(actor.ref)) {
    return forbidden(
      'You wrote a revision of this change: somebody else has to override its gates',
    );
  }
  if (!actor.may.override) {
    return forbidden('You may not override gates of this environment');
  }
  const { type, ...asked } = action;
  if (asked.contentHash !== life.contentHash) {
    return conflict(
      'The change is not what you saw: it has been revised. Read it again',
    );
  }
  if (!canStillStop(life)) return conflict(tooLate(life));
  const found = life.gates.find(({ id }) => id === asked.gate);
  const gate = found && asJudged(found);
  const present = gate && countingOverride(life, gate, facts.now);
  if (present) {
    return present.by === actor.ref && present.until === asked.until
      ? { next: life, effects: [] }
      : conflict(`${overrideInWords(present)}: another one is not needed`);
  }
  const problem = untilProblem(asked.until, facts.now);
  if (problem) return conflict(problem);
  if (!gate || !overridableNow(life, facts.now).includes(asked.gate)) {
    return conflict(
      `The gate ${
        GATE_TITLES[asked.gate]
      } is not in the way: there is nothing to override`,
    );
  }
  const at = facts.now.toISOString();
  const saw = openFindings(gate);
  const given: Override = { ...asked, by: actor.ref, at, valid: true, saw };
  return settle({ ...life, overrides: [...life.overrides, given] }, facts, {
    ...actorRef(actor),
    note: `${GATE_TITLES[asked.gate]}: ${overrideInWords(given)}`,
  });
}

/** Says what was done about the overrides of a gate, also long after the change has ended. */
export function followUp(
  life: ChangeLife,
  { gate, comment }: ChangeAction & { type: 'follow-up' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user' || !(actor.may.override || actor.may.propose)) {
    return forbidden(
      'Only people who may propose changes or override gates of this environment follow up',
    );
  }
  const owed = ({ gate: of, followUp: given }: Override) =>
    of === gate && given === undefined;
  if (!life.overrides.some(owed)) {
    return conflict(
      `No override of ${GATE_TITLES[gate]} waits for a follow-up`,
    );
  }
  const given = { by: actor.ref, comment, at: facts.now.toISOString() };
  return {
    next: {
      ...life,
      overrides: life.overrides.map(each =>
        owed(each) ? { ...each, followUp: given } : each,
      ),
      updatedAt: given.at,
    },
    effects: [],
  };
}
