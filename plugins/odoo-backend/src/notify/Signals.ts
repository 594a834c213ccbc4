import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';

/** Everybody who has a page open asks anew at each message. */
const AT_MOST_EVERY_MS = 1000;

export type SignalChannel = keyof typeof SIGNAL_CHANNELS;

/**
 * Tells open pages that something changed, never what: a message goes to everybody. What changes within a second is
 * told once, at its end.
 */
export class Signals {
  readonly #service: SignalsService;
  readonly #logger: LoggerService;
  readonly #lastAt = new Map<SignalChannel, number>();
  readonly #waiting = new Map<SignalChannel, NodeJS.Timeout>();

  constructor(options: { service: SignalsService; logger: LoggerService }) {
    this.#service = options.service;
    this.#logger = options.logger;
  }

  tell(channel: SignalChannel): void {
    if (this.#waiting.has(channel)) return;
    const last = this.#lastAt.get(channel) ?? -Infinity;
    const wait = last + AT_MOST_EVERY_MS - performance.now();
    if (wait <= 0) {
      this.#publish(channel);
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(channel);
      this.#publish(channel);
    }, wait);
    // Pages ask by themselves now and then: nobody needs to stay for a message.
    timer.unref();
    this.#waiting.set(channel, timer);
  }

  #publish(channel: SignalChannel): void {
    this.#lastAt.set(channel, performance.now());
    this.#service
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNELS[channel],
        message: { at: new Date().toISOString() },
      })
      .catch(error =>
        this.#logger.warn(
          `Open pages could not be told of ${channel}: ${
            toError(error).message
          }`,
        ),
      );
  }
}
