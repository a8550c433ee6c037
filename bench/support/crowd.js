// A Telegram in a box with ten thousand people in it, who say what they are told to.
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { say } from '../../dist/sandbox/world/say.js';

const GROUPS = 20;

/** @param people how many of them; @returns the sandbox, and the way to make them speak */
export async function startCrowd(people) {
  const sandbox = await startSandbox({ talk: false, scenario: scenarioOf(people) });
  const { world } = sandbox;
  const [account] = sandbox.ready.accounts;
  const persons = [...world.state.persons.values()].filter((one) => /^Kişi /.test(one.firstName));
  const groups = sandbox.ready.chats.map(({ id }) => id);
  let said = 0;
  return {
    ready: sandbox.ready,
    stop: () => sandbox.stop(),
    /** The next so many messages: four of five in groups, the others to the account itself. */
    speak(count) {
      for (let n = 0; n < count; n++, said++) {
        const from = persons[said % persons.length];
        const group = groups[(said * 7) % groups.length];
        const peer = said % 5 === 0 ? account.id : group;
        const verdict = say(world, { from, peer, said: { text: `söz ${said}`, entities: [] } });
        if ('refused' in verdict) throw new Error(`not said: ${JSON.stringify(verdict.refused)}`);
      }
    },
  };
}

function scenarioOf(people) {
  return {
    accounts: [{ firstName: 'Deniz', username: 'deniz', phone: '+9996620001', code: '22222' }],
    bots: [],
    people: Array.from({ length: people }, (_, n) => ({
      firstName: `Kişi ${n}`,
      language: 'tr',
      wroteFirst: true,
    })),
    chats: Array.from({ length: GROUPS }, (_, n) => ({
      kind: 'supergroup',
      title: `Grup ${n + 1}`,
      username: `grup${n + 1}`,
      accounts: 'all',
      people,
    })),
  };
}
