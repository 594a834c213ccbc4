import { RollBackFacts, RollBackOption } from './RollBackFacts';
import { configurationOnly } from './configurationOnly';
import { fixForward } from './fixForward';
import { imageOnly } from './imageOnly';
import { restore } from './restore';

/**
 * The ways back from what an environment runs, the gentlest first, each with its price and, where it is closed, why.
 * What is not known is left out of the price rather than guessed.
 */
export function planRollBack(facts: RollBackFacts): RollBackOption[] {
  return [imageOnly, configurationOnly, restore, fixForward].map(move =>
    move(facts),
  );
}
