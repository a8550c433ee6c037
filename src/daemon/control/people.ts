import type { ContactReport, PeopleControl } from '../../control/contract/people.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { PeerId } from '../../core/peer.js';
import { isTelegramsOwn } from '../../core/people.js';
import { liftTakeover, listTakeovers } from '../../inbox/takeovers.js';
import type { FoundPerson } from '../../people/find-person.js';
import type { Account } from '../account.js';
import type { Ground } from '../ground.js';
import { readPlan } from '../plan.js';
import type { Road } from '../road.js';
import { findChat } from './find-chat.js';
import type { ImportWatch } from './import-watch.js';

/** So much of a person's own plan is shown. */
const PLAN_OF_ONE = 1_000;

/** Answers what operators ask about people, and does what they say about them. */
export function createPeopleControl(
  ground: Ground,
  { key, messenger }: Pick<Account, 'key' | 'messenger'>,
  road: Road,
  imports: ImportWatch,
): PeopleControl {
  const { people, outbox, sender } = road;
  const { database, clock, events } = ground;
  const limits = () => ground.config.limits;
  const takeovers = () => listTakeovers(database, key, clock.now(), limits().people.takeoverMs);
  const plan = (limit: number) => readPlan(database, key, road, limit);
  const person = (who: string) => findKnown(database, road, who);
  const done = () => {
    people.kick();
    outbox.kick();
  };
  return {
    async importContacts({ source, dryRun, contacts, progress }) {
      const page = { rows: contacts, source, dryRun };
      const outcomes = await database.transaction((tx) => people.import(tx, page));
      if (progress && !dryRun) imports.note(progress);
      done();
      // Nothing is told of each one in a list: without this, who is due would wait for the next look.
      road.dm.kick();
      return outcomes;
    },
    async contact(who): Promise<ContactReport> {
      const found = idOf(await person(who), who);
      const known = await people.read(database, found);
      if (!known) throw nobody(who);
      const mine = (await plan(PLAN_OF_ONE)).filter(({ peer }) => peer === found);
      const takenOver = (await takeovers()).find(({ peer }) => peer === found);
      return {
        person: known,
        log: await people.log(database, found),
        planned: mine,
        takenOverUntil: takenOver?.until ?? null,
      };
    },
    async refuse(who) {
      const id = idOf(await person(who), who);
      if (id === messenger.self.id || isTelegramsOwn({ id })) {
        throw new PostaciError(
          'USAGE',
          `"${who}" is the account itself, or Telegram's own`,
          'Name a person: these are never written to by a service.',
        );
      }
      const refused = { person: id, how: 'operator', at: clock.now() };
      await database.transaction((tx) => people.refuse(tx, refused));
      done();
    },
    async forget(who) {
      const found = await person(who);
      if (!('id' in found)) {
        await database.transaction((tx) => people.forgetUsername(tx, found.username));
        done();
        return { erased: { imported_contacts: 1 }, inDoubt: 0 };
      }
      // What is in memory must not be written again behind the erasure, nor taken for known afterwards.
      await messenger.forget(found.id);
      const erasure = await database.transaction((tx) => people.forget(tx, found.id));
      await messenger.forget(found.id);
      done();
      return erasure;
    },
    users: () => people.statistics(database, clock.now(), limits().timeZone),
    plan,
    takeovers,
    async liftTakeover(who) {
      const active = await takeovers();
      const peer = await findChat(database, key, who);
      if (!active.some((one) => one.peer === peer) || peer === undefined) {
        throw new PostaciError(
          'USAGE',
          `"${who}" is no chat that you have taken over`,
          'postaci takeovers lists them.',
        );
      }
      await liftTakeover(database, key, peer);
      events.publish({ type: 'takeover-lifted', at: clock.now(), peer });
      road.dm.reload();
      sender.wakeAll();
    },
  };
}

async function findKnown(database: Database, { people }: Road, who: string): Promise<FoundPerson> {
  const found = await people.find(database, who);
  if (!found) throw nobody(who);
  return found;
}

function idOf(found: FoundPerson, who: string): PeerId {
  if ('id' in found) return found.id;
  throw new PostaciError(
    'USAGE',
    `${who} is in an imported list and was not looked up yet: nothing else is known`,
    'postaci contacts forget takes the line out; everything else has to wait until the first word is due.',
  );
}

function nobody(who: string): PostaciError {
  return new PostaciError(
    'USAGE',
    `nothing is known of "${who}"`,
    'Write an id, or the @username of somebody who had to do with the account.',
  );
}
