// A Telegram in a box with many people in it, who say what they are told to. A process of its own:
// `fork` it with the number of people; it sends what it offers, then answers each `count` once it was said.
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { say } from '../../dist/sandbox/world/say.js';

const GROUPS = 20;

const sandbox = await startSandbox({ talk: false, scenario: scenarioOf(Number(process.argv[2])) });
const { world, ready } = sandbox;
const [account] = ready.accounts;
const persons = [...world.state.persons.values()].filter((one) => /^Kişi /.test(one.firstName));
const groups = ready.chats.map(({ id }) => id);
let said = 0;

process.on('message', (count) => {
  for (let n = 0; n < count; n++, said++) speak();
  process.send(said);
});
process.on('disconnect', () => void sandbox.stop());
process.send(ready);

/** Four of five in groups, the others to the account itself. */
function speak() {
  const from = persons[said % persons.length];
  const peer = said % 5 === 0 ? account.id : groups[(said * 7) % groups.length];
  const verdict = say(world, { from, peer, said: { text: `söz ${said}`, entities: [] } });
  if ('refused' in verdict) throw new Error(`not said: ${JSON.stringify(verdict.refused)}`);
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
