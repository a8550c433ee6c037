// With more and more people in conversation: the time from a private message to its answer in the outbox, from
// a due follow-up to its intent, and of one decision of the guard. None of them may grow with the people.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { copyPeople } from '../support/copied-people.js';
import { peopleStage, questionOf, SMALL_TALK } from '../support/people-stage.js';
import { summarise } from '../support/statistics.js';

/** So many of the people are measured; the others are there. */
const MEASURED = 100;
const ROUNDS = 3;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** So many speak at once while the account meets them. */
const CROWD = 500;
/** So many are met by the program itself; what is stored of further ones is copied from them. */
const MOST_MET = 1_000;

/**
 * The stages of all sizes stand side by side and are measured in turns: what else the machine does strikes all
 * of them alike.
 * @returns by number of people, figures in milliseconds; and how the largest compares with the smallest
 */
export async function measurePeople(sizes) {
  // What is compiled and cached at first must not count for the smallest.
  await measureStages([MEASURED]);
  const figures = await measureStages(sizes);
  const [smallest, largest] = [figures[sizes[0]], figures[sizes.at(-1)]];
  const ratio = (what) => Math.round((100 * largest[what].median) / smallest[what].median) / 100;
  const compared = ['answer', 'followUp', 'decision'].map((what) => [what, ratio(what)]);
  return { ...figures, largestToSmallest: Object.fromEntries(compared) };
}

async function measureStages(sizes) {
  const stages = [];
  try {
    for (const people of sizes) {
      const before = heapMb();
      const stage = await peopleStage(people);
      stages.push({ people, stage, figures: { answer: [], followUp: [], decision: [] } });
      const began = performance.now();
      await meet(stage, people);
      const metSeconds = rounded((performance.now() - began) / 1_000);
      Object.assign(stages.at(-1), { metSeconds, heapMb: rounded(heapMb() - before) });
    }
    await inTurns(stages, 1, followUp, await Promise.all(stages.map(dueFirst)));
    await inTurns(stages, ROUNDS, answer);
    await inTurns(stages, ROUNDS, decision);
    return Object.fromEntries(
      stages.map(({ people, figures, metSeconds, heapMb: heap }) => {
        const summaries = Object.entries(figures).map(([what, all]) => [what, summarise(all)]);
        return [people, { ...Object.fromEntries(summaries), metSeconds, heapMb: heap }];
      }),
    );
  } finally {
    for (const { stage } of stages) await stage.stop();
  }
}

/** Takes one figure of each stage, then the next. */
async function inTurns(stages, rounds, take, given = []) {
  for (let sample = 0; sample < rounds * MEASURED; sample++) {
    for (const [at, { stage, people, figures }] of stages.entries()) {
      figures[take.name].push(await take(stage, { sample, people, given: given[at] }));
    }
  }
}

/** Everybody writes and is invited; those who are measured one after the other, the others two hours later. */
async function meet({ clock, says, database, personOf }, people) {
  const met = Math.min(people, MOST_MET);
  for (let n = 0; n < MEASURED; n++) {
    says(n, SMALL_TALK);
    await clock.run(clock.now() + 10 * SECOND_MS);
  }
  await clock.run(clock.now() + 2 * HOUR_MS);
  for (let n = MEASURED; n < met; n++) {
    says(n, SMALL_TALK);
    if (n % CROWD === 0) await clock.run(clock.now() + SECOND_MS);
  }
  await clock.run(clock.now() + HOUR_MS);
  if (people > met) {
    const originals = { first: personOf(MEASURED), last: personOf(met - 1) };
    await copyPeople(database, { ...originals, to: personOf(people - 1) });
  }
  const [open] = await database.query(
    `select count(*)::integer as n from ${database.schema}.conversations where due_at is not null`,
  );
  if (open.n !== people) throw new Error(`${open.n} of ${people} conversations are open`);
  for (const table of [
    'people',
    'conversations',
    'outbox',
    'ledger',
    'inbox',
    'chats',
    'reply_memory',
  ]) {
    await database.query(`analyze ${database.schema}.${table}`);
  }
}

/** Whose follow-ups come first: of those who are measured. */
function dueFirst({ stage: { database } }) {
  return database.query(
    `select person_id, due_at from ${database.schema}.conversations
     where due_at is not null order by due_at limit $1`,
    [MEASURED],
  );
}

/** From the moment in which a follow-up is due to its intent's commit. */
async function followUp({ clock, proposals }, { sample, given }) {
  const { person_id: person, due_at: dueAt } = given[sample];
  await clock.run(dueAt - 1);
  const committed = proposals.next(person);
  const began = performance.now();
  await clock.run(dueAt + 5 * SECOND_MS);
  return (await within(committed, `the follow-up to ${person}`)) - began;
}

/** From a message's push to its answer's commit: heard, noted, handed over, matched with fifty rules, proposed. */
async function answer({ clock, says, personOf, proposals }, { sample }) {
  const n = sample % MEASURED;
  const committed = proposals.next(personOf(n));
  const began = performance.now();
  // Never the same words twice from one person: that is how loops look.
  says(n, `${questionOf((7 * sample) % 50)} ${sample}`);
  await clock.run(clock.now() + 30);
  const at = await within(committed, `the answer to ${personOf(n)}`);
  await clock.run(clock.now() + 5 * SECOND_MS);
  return at - began;
}

/** Of an invite to somebody who may be written to. */
async function decision({ account, clock, database, guard, personOf }, { sample, people }) {
  const now = clock.now();
  const intent = {
    ...{ id: 2 ** 40, account, service: 'dm', budget: 'unsolicited', op: 'send' },
    ...{ peer: personOf((sample * 37) % people), content: { kind: 'text', text: 'Merhaba' } },
    ...{ lane: account, priority: 'scheduled', notBefore: now, dedupeKey: 'bench' },
    ...{ state: 'queued', randomIds: [1n], attempts: 0, nextAt: now, createdAt: now },
  };
  const began = performance.now();
  await guard.decide(database, intent, now);
  return performance.now() - began;
}

/** Time does not pass by itself: what has not come by now does not come. */
function within(promise, what) {
  return Promise.race([
    promise,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`${what} did not come`)), 5_000).unref();
    }),
  ]);
}

let collect;

const rounded = (figure) => Math.round(figure * 10) / 10;

/** What is alive, in MB. */
function heapMb() {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc');
  }
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
