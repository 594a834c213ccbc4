import { Environment, Optional } from '@marcbachmann/cel-js';
import { FormatCheck, NAMED_FORMATS } from '../types/namedFormats';
import { declare, declareNamespace } from './declare';

const TYPE = 'kubernetes.NamedFormat';
const NAMESPACE = 'kubernetes.FormatFunctions';

class NamedFormat {
  readonly check: FormatCheck;

  constructor(check: FormatCheck) {
    this.check = check;
  }
}

/** `format.dns1123Label().validate(text)` and its kin; none when valid. */
export function registerFormats(environment: Environment): void {
  environment.registerType(TYPE, { ctor: NamedFormat, fields: {} });
  declareNamespace(environment, 'format', NAMESPACE);
  for (const [name, check] of Object.entries(NAMED_FORMATS)) {
    const format = new NamedFormat(check);
    declare(environment, { [`${NAMESPACE}.${name}(): ${TYPE}`]: () => format });
  }
  declare(environment, {
    [`${TYPE}.validate(string): optional<list<string>>`]: (
      format: NamedFormat,
      text: string,
    ) => {
      const problems = format.check(text);
      return problems.length === 0 ? Optional.none() : Optional.of(problems);
    },
  });
}
