// Messages a second through outbox, guard and sender with no limits set, each durable before the network:
// once with a messenger that answers at once (the road alone), once with GramJS and the sandbox.
import { systemClock } from '../../dist/lib/system-clock.js';
import { accountOnSandbox } from '../support/account.js';
import { buildRoad, draft, freshDatabase, sendAll } from '../support/road.js';

const MESSAGES = 3000;

export async function measureThroughput(ready) {
  return {
    roadAlone: await measure((run) => run(instantMessenger(), [-1001, -1002, -1003])),
    withGramJsAndSandbox: await measure((run) => accountOnSandbox(ready, run)),
    messages: MESSAGES,
  };
}

async function measure(withMessenger) {
  const { database, drop } = await freshDatabase();
  try {
    let perSecond = 0;
    await withMessenger(async (messenger, peers) => {
      const account = 'user:1';
      const road = buildRoad({ database, messenger, account, peers });
      const now = systemClock.now();
      const drafts = Array.from({ length: MESSAGES }, (_, number) =>
        draft(account, peers[number % peers.length], number, now),
      );
      const seconds = await sendAll({ database, ...road }, drafts);
      perSecond = Math.round(MESSAGES / seconds);
    });
    return { perSecond };
  } finally {
    await drop();
  }
}

function instantMessenger() {
  let id = 0;
  return {
    connection: 'online',
    onConnection: () => () => {},
    history: async () => [],
    async deliver() {
      id++;
      return { status: 'sent', messageIds: [id], sentAt: systemClock.now(), duplicate: false };
    },
  };
}
