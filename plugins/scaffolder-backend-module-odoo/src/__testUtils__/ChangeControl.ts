import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  ProposeChange,
  ProposeSeriesUpgrade,
  formatEnvironmentRef,
  proposeChangeSchema,
  proposeSeriesUpgradeSchema,
} from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';

/** One proposal as it came over the wire. */
export interface Received {
  authorization?: string;
  idempotencyKey?: string;
  proposal: ProposeChange;
}

/** `POST /changes` of the HTTP contract on a loopback port: parses as change control does, answers as told. */
export class ChangeControl {
  readonly received: Received[] = [];
  readonly #server = createServer((request, response) =>
    this.#propose(request, response),
  );
  #refusal?: { status: number; error: object };

  async start(): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/odoo`;
  }

  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** `POST /series-upgrades`, as it came. */
  readonly begun: ProposeSeriesUpgrade[] = [];

  /** From now on every proposal is accepted, or refused with this. */
  answerWith(refusal?: { status: number; error: object }) {
    this.received.length = 0;
    this.#refusal = refusal;
  }

  async #propose(request: IncomingMessage, response: ServerResponse) {
    if (request.url === '/api/odoo/series-upgrades') {
      await this.#begin(request, response);
      return;
    }
    const { authorization, 'idempotency-key': key } = request.headers;
    const proposal = proposeChangeSchema.parse(JSON.parse(await text(request)));
    this.received.push({
      authorization,
      idempotencyKey: String(key),
      proposal,
    });
    const { status, error } = this.#refusal ?? { status: 201 };
    response.writeHead(request.url === '/api/odoo/changes' ? status : 404, {
      'content-type': 'application/json',
    });
    response.end(
      JSON.stringify(
        error
          ? { error, response: { statusCode: status } }
          : changeOf(proposal.dryRun ? { id: undefined } : { id: 'chg-7' }),
      ),
    );
  }

  async #begin(request: IncomingMessage, response: ServerResponse) {
    const body = JSON.parse(await text(request));
    const asked = proposeSeriesUpgradeSchema.parse(body);
    this.begun.push(asked);
    const { status, error } = this.#refusal ?? { status: 201 };
    const at = '2026-11-23T09:00:00.000Z';
    const { dryRun, environment, ...upgrade } = asked;
    const begun = {
      ...upgrade,
      id: 'upg-7',
      environment: formatEnvironmentRef(environment),
      from: '18.0-2026.11.1',
      state: 'open',
      requester: 'user:default/rachel',
      confirmations: [],
      timeline: [],
      steps: [],
      downtime: {},
      actions: { goBack: { allowed: false }, stop: { allowed: true } },
      createdAt: at,
      updatedAt: at,
    };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        error ? { error, response: { statusCode: status } } : begun,
      ),
    );
  }
}
