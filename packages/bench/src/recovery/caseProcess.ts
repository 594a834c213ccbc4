import { answerCase, failCase } from '../process/caseProcess';
import { CASES, CaseName, Finding } from './cases';

/** What the parent asks for. */
export interface CaseQuestion {
  name: CaseName;
  url: string;
  memory: unknown;
}

answerCase<CaseQuestion, Finding>(async ({ name, url, memory }) => ({
  work: () => CASES[name](url, memory),
})).catch(failCase);
