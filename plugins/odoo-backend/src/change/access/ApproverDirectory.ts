import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { ChangeAccess, DecidedAct, UserCredentials } from './ChangeAccess';

/** `unknown`: cannot be asked any more. */
export type ApproverStanding = 'holds' | 'lost' | 'unknown';

/** Answers whether somebody who approved, overrode a gate or began a rollout still may, when what they decided is done. */
export interface ApproverDirectory {
  standing(
    approver: string,
    resources: readonly EnvironmentResource[],
    act: DecidedAct,
  ): Promise<ApproverStanding>;
}

/**
 * Asks the permission policy in the approver's own name, for as long as the session in which they approved
 * lasts.
 *
 * Limitation: Backstage decides permissions from a user's own token only; there is no way to ask for somebody
 * who is not there, and asking as the service would always say yes. Tokens are kept in memory, never stored.
 * So after the session ended, or after a restart, the answer is `unknown`: the approval then counts as it was
 * checked when it was given, at most one expiry period ago. A directory of the company that can be asked
 * (such as Microsoft Graph) takes this interface's place where that is not enough.
 */
export class SessionApprovers implements ApproverDirectory {
  readonly #access: ChangeAccess;
  readonly #sessions = new Map<string, UserCredentials>();

  constructor(access: ChangeAccess) {
    this.#access = access;
  }

  /** Remembers the session of somebody who has just decided what is done later. */
  remember(credentials: UserCredentials): void {
    this.#forgetEnded();
    this.#sessions.set(credentials.principal.userEntityRef, credentials);
  }

  async standing(
    approver: string,
    resources: readonly EnvironmentResource[],
    act: DecidedAct,
  ): Promise<ApproverStanding> {
    this.#forgetEnded();
    const credentials = this.#sessions.get(approver);
    if (!credentials) return 'unknown';
    return (await this.#access.may(act, credentials, resources))
      ? 'holds'
      : 'lost';
  }

  #forgetEnded(): void {
    const now = Date.now();
    for (const [approver, { expiresAt }] of this.#sessions) {
      if (expiresAt && expiresAt.getTime() <= now) {
        this.#sessions.delete(approver);
      }
    }
  }
}
