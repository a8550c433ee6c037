import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { IntentDraft } from '../../src/core/intent.js';
import { describeFastestDatabase } from '../support/databases.js';
import { makeWorkspace } from '../support/workspace.js';
import {
  BAD_INTENTS,
  CHAT_REFUSALS,
  PERSON_REFUSALS,
  PHOTO_REFUSALS,
  TEXT_REFUSALS,
  WAITS,
} from './rows.js';
import { ErrorStage, photoAt } from './stage.js';

const FOR_GOOD = Number.POSITIVE_INFINITY;

describeFastestDatabase(
  'each error of Telegram, through GramJS to what is stored and told',
  (open) => {
    const onStage = (work: (stage: ErrorStage) => Promise<void>) => async () =>
      ErrorStage.during(await open(), work);

    test(
      'waits that Telegram names bind as long as it says, then the same message goes',
      onStage(async (stage) => {
        const { group, otherGroup } = stage;
        let waits = 0;
        for (const [code, text, scope, seconds] of WAITS) {
          const fault = stage.strike({ kind: 'error', code, text });
          const began = stage.clock.now();
          const id = await stage.propose();
          const waiting = await stage.settled(id);
          expect(waiting).toMatchObject({
            state: 'queued',
            rule: text,
            next_at: began + seconds * 1_000,
            attempts: 1,
            booked: null,
          });
          expect((await stage.restrictions()).slice(waits++)).toMatchObject([
            {
              scope,
              peer_id: scope === 'peer' ? group : null,
              content_kind: null,
              budget: null,
              code: text,
              since: began,
              until: began + seconds * 1_000,
            },
          ]);
          const { why, log } = await stage.told(id);
          expect(why).toContain(`${text}: Telegram asks to wait`);
          expect(log).toMatch(
            new RegExp(`^warn message ${id} waits: ${text}: Telegram asks to wait`),
          );
          expect((await stage.control.status()).restrictions).toMatchObject([
            { scope, code: text },
          ]);

          // Until then nothing that it binds reaches Telegram, however often it is looked at.
          const behind = await stage.propose({ peer: scope === 'peer' ? group : otherGroup });
          await stage.advance(seconds * 1_000 - 1);
          await stage.askedAnew(id);
          expect(fault.struck()).toBe(1);
          expect((await stage.intent(behind)).attempts).toBe(0);
          fault.end();
          await stage.advance(1);
          const sent = await stage.sent(id);
          expect(sent).toMatchObject({
            attempts: 2,
            booked: 'sent',
            random_ids: waiting.random_ids,
          });
          await stage.sent(behind);
        }
        expect(stage.arrived(group)).toHaveLength(WAITS.length + 1);
      }),
    );

    async function refusedForGood(
      stage: ErrorStage,
      rows: readonly (readonly [number, string, RegExp])[],
      to: Partial<IntentDraft> & { readonly peer: number },
    ): Promise<void> {
      for (const [code, text, words] of rows) {
        const fault = stage.strike({ kind: 'error', code, text });
        const id = await stage.propose(to);
        expect(await stage.settled(id)).toMatchObject({
          state: 'refused',
          rule: text,
          reason: expect.stringMatching(words),
          attempts: 1,
          booked: null,
        });
        const [bar, ...more] = await stage.restrictions();
        expect(more).toEqual([]);
        expect(bar).toMatchObject({
          scope: 'peer',
          peer_id: to.peer,
          content_kind: null,
          budget: null,
          code: text,
          until: FOR_GOOD,
        });
        const { why, log } = await stage.told(id);
        expect(why).toMatch(words);
        expect(log).toMatch(new RegExp(`^warn message ${id} is refused: .*`));
        expect(log).toMatch(words);
        expect(stage.events).toContainEqual(
          expect.objectContaining({ id, state: 'refused', reason: expect.stringMatching(words) }),
        );

        // Nothing is tried there again, until an operator lifts it.
        const next = await stage.propose(to);
        expect(await stage.settled(next)).toMatchObject({ state: 'refused', rule: 'restriction' });
        expect((await stage.told(next)).why).toMatch(words);
        expect(fault.struck()).toBe(1);
        fault.end();
        await stage.control.lift(bar?.id ?? 0);
        await stage.sent(await stage.propose(to));
      }
      expect(stage.arrived(to.peer)).toHaveLength(rows.length);
    }

    test(
      'a person who cannot be written to is never tried again',
      onStage(async (stage) => {
        await refusedForGood(stage, PERSON_REFUSALS, { peer: stage.person });
      }),
    );

    test(
      'a chat that refuses is barred, until an operator lifts it',
      onStage(async (stage) => {
        await refusedForGood(stage, CHAT_REFUSALS, { peer: stage.group });
      }),
    );

    test(
      'a kind of content that is refused somewhere is not tried there again; another kind goes',
      onStage(async (stage) => {
        const workspace = makeWorkspace({ 'offer.jpg': `GIF89a${'x'.repeat(1_000)}` });
        const path = join(workspace.path, 'offer.jpg');
        const text = { kind: 'text', text: 'a text' } as const;
        const photo = photoAt(path);
        const rows = [
          ...TEXT_REFUSALS.map((row) => [...row, 'text', text, photo] as const),
          ...PHOTO_REFUSALS.map((row) => [...row, 'photo', photo, text] as const),
        ];
        for (const [code, error, kind, content, other] of rows) {
          const fault = stage.strike({ kind: 'error', code, text: error });
          const id = await stage.propose({ content });
          expect(await stage.settled(id)).toMatchObject({
            state: 'refused',
            rule: error,
            booked: null,
          });
          const [bar, ...more] = await stage.restrictions();
          expect(more).toEqual([]);
          expect(bar).toMatchObject({
            scope: 'peer',
            peer_id: stage.group,
            content_kind: kind,
            code: error,
            until: FOR_GOOD,
          });
          const { why, log } = await stage.told(id);
          expect(why).toMatch(
            /not allowed in that chat\. Send another kind, or have an administrator/,
          );
          expect(log).toContain('not allowed in that chat');
          const again = await stage.settled(await stage.propose({ content }));
          expect(again).toMatchObject({ state: 'refused', rule: 'restriction' });
          expect(again.reason).toContain(`no ${kind} goes there`);
          expect(fault.struck()).toBe(1);
          fault.end();
          await stage.sent(await stage.propose({ content: other }));
          await stage.sent(await stage.propose({ content, peer: stage.otherGroup }));
          await stage.control.lift(bar?.id ?? 0);
        }
      }),
    );

    test(
      'a bad message fails alone, with its reason',
      onStage(async (stage) => {
        for (const [code, text, state, words] of BAD_INTENTS) {
          const fault = stage.strike({ kind: 'error', code, text });
          const id = await stage.propose();
          expect(await stage.settled(id)).toMatchObject({
            state,
            rule: text,
            attempts: 1,
            booked: null,
          });
          const { why, log } = await stage.told(id);
          expect(why).toMatch(words);
          expect(log).toMatch(words);
          expect(log).toMatch(new RegExp(`^warn message ${id} is ${state}`));
          fault.end();
          await stage.sent(await stage.propose());
        }
        expect(await stage.restrictions()).toEqual([]);
        expect(stage.arrived(stage.group)).toHaveLength(BAD_INTENTS.length);
      }),
    );
  },
);
