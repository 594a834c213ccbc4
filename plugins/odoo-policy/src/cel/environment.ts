import { Environment } from '@marcbachmann/cel-js';
import { registerCidr } from './library/cidr';
import { registerConversions } from './library/conversions';
import { registerFormats } from './library/formats';
import { registerIp } from './library/ip';
import { registerLists } from './library/lists';
import { registerQuantity } from './library/quantity';
import { registerRegex } from './library/regex';
import { registerSemver } from './library/semver';
import { registerSets } from './library/sets';
import { registerStrings } from './library/strings';
import { registerTimestamps } from './library/timestamps';
import { registerUrl } from './library/url';

const MAX_SYNTAX_NODES = 5000;

/** The libraries of the API server, https://kubernetes.io/docs/reference/using-api/cel/ */
const LIBRARIES = [
  registerConversions,
  registerTimestamps,
  registerStrings,
  registerRegex,
  registerLists,
  registerSets,
  registerQuantity,
  registerUrl,
  registerIp,
  registerCidr,
  registerSemver,
  registerFormats,
];

/** CEL with the functions of Kubernetes and the given variables of any type. */
export function createEnvironment(variables: readonly string[]): Environment {
  const environment = new Environment({
    enableOptionalTypes: true,
    // Too strict in the engine; see assertHomogeneousLiterals.
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: MAX_SYNTAX_NODES },
  });
  for (const register of LIBRARIES) register(environment);
  for (const name of variables) environment.registerVariable(name, 'dyn');
  return environment;
}
