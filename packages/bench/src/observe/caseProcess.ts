import { Environment } from '@plumbline/plugin-odoo-common';
import { answerCase, failCase } from '../process/caseProcess';
import { ClusterAccess } from './clusters';
import { collectorCase } from './collectorCase';
import { stockCase } from './stockCase';

/** Ways to find out how the environments are. */
export const CASES = { collector: collectorCase, stock: stockCase };

export interface CaseQuestion {
  name: keyof typeof CASES;
  clusters: ClusterAccess[];
  environments: Environment[];
}

/** How much a refresh found out, so that nobody is quick by seeing nothing. */
export interface Finding {
  environmentsSeen: number;
}

answerCase<CaseQuestion, Finding>(async ({ name, ...world }) =>
  CASES[name](world),
).catch(failCase);
