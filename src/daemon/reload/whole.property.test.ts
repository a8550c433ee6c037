import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LiveCustomer } from '../../../test/support/live-customer.js';

/** What is wrong with an edition of the files; each is found by another part of the program. */
const FLAWS = {
  none: {},
  'a broken file': { 'config.json': '{"MESSAGES_PER_DAY": 1' },
  'a limit that is none': { 'config.json': '{"MESSAGES_PER_DAY": 0}' },
  'a template that cannot be rendered': { 'messages.yaml': '- "{nobody}"' },
  'an answer without a word': { 'responses.yaml': '- {keyword: fiyat}' },
  'an unknown key': { 'invites.yaml': 'invitez: []' },
  'a half file': { 'responses.yaml': 'rules: [{keyword: fi' },
} as const;

const edition = fc.record({
  flaw: fc.constantFrom(...(Object.keys(FLAWS) as (keyof typeof FLAWS)[])),
  /** Files that were not saved yet when it was read. */
  late: fc.subarray(['messages.yaml', 'responses.yaml', 'invites.yaml']),
});

test('whatever is edited, what is in force is one edition of the files that was right as a whole', async () => {
  const one = await LiveCustomer.open();
  const { live } = one;
  let version = 0;
  let good = '';
  const filesOf = (n: number) => ({
    'config.json': `{"MESSAGES_PER_DAY": ${n}, "MESSAGES_PER_HOUR": "off"}`,
    'messages.yaml': `- {id: v${n}, text: Merhaba}`,
    'responses.yaml': `- {id: v${n}, keyword: fiyat, answer: Liste}`,
    'invites.yaml': `invites: [{id: v${n}, text: Merhaba}]`,
  });
  const inForce = () =>
    [
      live.config.limits.messagesPerDay,
      live.config.message.templates[0]?.id,
      live.config.reply.rules[0]?.id,
      live.config.dm.invites[0]?.id,
    ].join();
  const saved: Record<string, string> = {};
  const save = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) one.write(name, text);
    Object.assign(saved, files);
  };
  const says = () => {
    const text = Object.values(saved).join('\n');
    const day = /"MESSAGES_PER_DAY": (\d+)/.exec(text)?.[1];
    const ids = ['messages', 'responses', 'invites'].map(
      (name) => /id: (v\d+)/.exec(saved[`${name}.yaml`] ?? '')?.[1],
    );
    return [day, ...ids].join();
  };
  try {
    save(filesOf(++version));
    await live.reload();
    good = says();
    await fc.assert(
      fc.asyncProperty(fc.array(edition, { minLength: 1, maxLength: 4 }), async (editions) => {
        for (const { flaw, late } of editions) {
          const files = { ...filesOf(++version), ...FLAWS[flaw] };
          save(Object.fromEntries(Object.entries(files).filter(([name]) => !late.includes(name))));
          const right = await live.reload().then(
            () => true,
            () => false,
          );
          // A flaw in a file that was saved late is found with the file; one of before may still stand.
          if (right) good = says();
          expect(inForce()).toBe(good);
          expect(live.problem === null).toBe(right);
        }
      }),
      { numRuns: 15 },
    );
  } finally {
    one.workspace.remove();
  }
});
