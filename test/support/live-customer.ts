import { loadConfig } from '../../src/config/load.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { Logger } from '../../src/core/logger.js';
import { LiveConfig } from '../../src/daemon/reload/live-config.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { silentLogger } from './silent-logger.js';
import { makeWorkspace, type Workspace } from './workspace.js';

const ENV = `CUSTOMER_ID=1
API_ID=12345
API_HASH=abcdef1234567890abcdef1234567890
PHONE_NUMBER=+905551234567
GROUP_LINKS=@grup1
MESSAGES_PER_DAY=40
MESSAGES_PER_HOUR=8
`;

/** A customer's files, and the configuration that a daemon would go by. */
export class LiveCustomer {
  readonly clock = new VirtualClock(Date.UTC(2026, 5, 1, 12));
  readonly events: LiveEvent[] = [];
  readonly warnings: string[] = [];

  private constructor(
    readonly workspace: Workspace,
    readonly bus: ReturnType<typeof createEventBus>,
  ) {
    bus.subscribe((event) => this.events.push(event));
  }

  /** @param files beside the env file `a.env` and one template */
  static async open(
    files: Readonly<Record<string, string>> = {},
    env = '',
  ): Promise<LiveCustomer & { readonly live: LiveConfig }> {
    const workspace = makeWorkspace({
      'a.env': ENV + env,
      'data/customer1/messages.yaml': '- Merhaba\n',
      ...files,
    });
    const customer = new LiveCustomer(workspace, createEventBus());
    const loaded = await loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
    const { clock, bus: events, warnings } = customer;
    const logger: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) };
    return Object.assign(customer, { live: new LiveConfig(loaded, { clock, events, logger }) });
  }

  /** What the feed was told of the configuration. */
  get told(): readonly Extract<LiveEvent, { type: 'configuration' }>[] {
    return this.events.flatMap((event) => (event.type === 'configuration' ? [event] : []));
  }

  /** Writes the customer's own file of that name. */
  write(name: string, text: string): void {
    this.workspace.write({ [`data/customer1/${name}`]: text });
  }

  /** The env file again, with other lines behind. */
  writeEnv(lines: string): void {
    this.workspace.write({ 'a.env': ENV + lines });
  }
}
