import { describe, expect, test } from '@jest/globals';
import { metricsStage, valuesOf } from '../../../test/support/metrics-stage.js';
import { NOON } from '../../../test/support/road.js';
import type { LiveEvent } from '../../core/events.js';
import type { UsageBook } from '../../core/usage-book.js';
import type { Written } from '../../core/writer.js';
import type { FloodWait } from '../flood-waits.js';
import { DEADLINE_MS } from './database-figures.js';

type IntentEvent = Extract<LiveEvent, { type: 'intent' }>;

const intent = (changes: Partial<IntentEvent>): IntentEvent => ({
  ...{ type: 'intent', at: NOON, id: 1, service: 'message', peer: -1_001, state: 'queued' },
  ...changes,
});

describe('metrics of what happens', () => {
  test('count how messages end, which rules hold them, and what Telegram says', async () => {
    const { tell, read } = metricsStage();
    tell(
      intent({ state: 'sent', answeredInMs: 300, lateMs: 90_000 }),
      intent({ rule: 'hour-cap', until: NOON + 1 }),
      intent({ rule: 'hour-cap', until: NOON + 1 }),
      intent({ service: 'dm', state: 'refused', rule: 'consent' }),
      intent({ state: 'queued', code: 'FLOOD_WAIT_42', answeredInMs: 80 }),
      intent({ state: 'failed', code: 'MESSAGE_OF_TOMORROW_INVALID' }),
      intent({ state: 'sending', rule: 'paused' }),
    );
    expect(await read('postaci_messages_total')).toEqual({
      'service=message,outcome=sent': 1,
      'service=dm,outcome=refused': 1,
      'service=message,outcome=failed': 1,
    });
    const waits = await read('postaci_guard_waits_total');
    expect(waits['rule=hour-cap']).toBe(2);
    expect(waits['rule=paused']).toBe(0);
    expect((await read('postaci_guard_refusals_total'))['rule=consent']).toBe(1);
    expect(await read('postaci_delivery_errors_total')).toEqual({
      'code=FLOOD_WAIT': 1,
      'code=other': 1,
    });
    expect(await read('postaci_send_delay_seconds_sum')).toEqual({ 'service=message': 90 });
    const delivery = await read('postaci_delivery_seconds_bucket');
    expect(delivery['outcome=sent,le=0.25']).toBe(0);
    expect(delivery['outcome=sent,le=0.5']).toBe(1);
    expect(await read('postaci_delivery_seconds_count')).toEqual({
      'outcome=sent': 1,
      'outcome=not-sent': 1,
    });
  });

  test('measure an answer from the message that it was decided on', async () => {
    const { tell, read } = metricsStage();
    const heard = (at: number, peer: number, own = false): LiveEvent => ({
      ...{ type: 'heard', at, peer, own, text: 'hi' },
    });
    const reply = (at: number, id: number, changes: Partial<IntentEvent>) =>
      intent({ service: 'reply', peer: id, id, at, ...changes });
    tell(
      heard(NOON, 5),
      heard(NOON + 10_000, 5),
      reply(NOON + 11_000, 5, {}),
      heard(NOON + 20_000, 5),
      reply(NOON + 21_000, 5, { rule: 'answer-interval' }),
      reply(NOON + 40_000, 5, { state: 'sent' }),
      // Of these nobody can say how long anybody waited.
      heard(NOON, 6),
      heard(NOON + 1_000, 6, true),
      reply(NOON + 2_000, 6, {}),
      reply(NOON + 2_000, 6, { state: 'sent' }),
      reply(NOON + 2_000, 7, { state: 'sent' }),
    );
    expect(await read('postaci_answer_delay_seconds_count')).toEqual({ '': 1 });
    expect(await read('postaci_answer_delay_seconds_sum')).toEqual({ '': 30 });
  });

  test('count returns of the line, and not its first time', async () => {
    const { tell, read } = metricsStage();
    const line = (state: 'connecting' | 'online' | 'offline'): LiveEvent => ({
      ...{ type: 'connection', at: NOON, state },
    });
    tell(line('connecting'), line('online'));
    expect(await read('postaci_reconnects_total')).toEqual({ '': 0 });
    tell(line('offline'), line('connecting'), line('online'), line('online'));
    expect(await read('postaci_reconnects_total')).toEqual({ '': 1 });
  });

  test('count gaps, alerts, reloads and failures of services', async () => {
    const { tell, read } = metricsStage();
    tell(
      { type: 'catching-up', at: NOON, reason: 'a gap', state: 'started' },
      { type: 'catching-up', at: NOON, reason: 'a gap', state: 'done' },
      { type: 'catching-up', at: NOON, channel: -100, reason: 'a gap', state: 'started' },
      { type: 'alert', at: NOON, code: 'ACCOUNT_FROZEN', severity: 'critical', text: 'frozen' },
      { type: 'configuration', at: NOON, outcome: 'kept', changes: [] },
      { type: 'service', at: NOON, service: 'dm', state: 'failed' },
      { type: 'service', at: NOON, service: 'dm', state: 'started' },
    );
    expect(await read('postaci_gaps_found_total')).toEqual({ 'line=common': 1, 'line=channel': 1 });
    expect(await read('postaci_gaps_filled_total')).toEqual({
      'line=common': 1,
      'line=channel': 0,
    });
    expect(await read('postaci_alerts_total')).toEqual({
      'code=ACCOUNT_FROZEN,severity=critical': 1,
    });
    expect((await read('postaci_configuration_reloads_total'))['outcome=kept']).toBe(1);
    expect((await read('postaci_service_failures_total'))['service=dm']).toBe(1);
    expect((await read('postaci_events_total'))['type=catching-up']).toBe(3);
  });

  test('count flood waits by the family of what has to rest', async () => {
    const { metrics, read } = metricsStage();
    let note: (wait: FloodWait) => void = () => undefined;
    metrics.watch({
      onNote(listener) {
        note = listener;
        return () => undefined;
      },
    });
    note({ method: 'contacts.resolveUsername', code: 'FLOOD_WAIT_60', until: NOON + 60_000 });
    note({ method: '*', code: 'FLOOD_WAIT_5', until: NOON + 5_000 });
    note({ method: 'lottery.draw', code: 'STARS_WAIT', until: NOON + 1_000 });
    expect(await read('postaci_flood_waits_total')).toEqual({
      'methods=contacts,code=FLOOD_WAIT': 1,
      'methods=all,code=FLOOD_WAIT': 1,
      'methods=other,code=other': 1,
    });
    expect((await read('postaci_flood_wait_seconds_total'))['methods=contacts']).toBe(60);
  });

  test('count what the language model uses, costs and answers, and what is made of it', async () => {
    const { metrics, read, clock } = metricsStage();
    const reservation = { day: '2026-06-10', model: 'small', tokens: { input: 900, output: 90 } };
    const settled: unknown[] = [];
    const book: UsageBook = {
      reserve: async (_model, _tokens, fits) =>
        fits({ input: 0, output: 0 }) ? reservation : { nextDayAt: NOON },
      settle: async (...paid) => void settled.push(paid),
    };
    const prices = { perDay: 1, inputPerMillion: 2, outputPerMillion: 10 };
    const counted = metrics.writing.book(book, () => ({ moneyPerDay: prices }));
    await counted.reserve('small', reservation.tokens, () => true);
    await counted.reserve('small', reservation.tokens, () => false);
    await counted.settle(reservation, { input: 500, output: 50 });
    expect(settled).toEqual([[reservation, { input: 500, output: 50 }]]);
    expect(await read('postaci_model_requests_total')).toEqual({ 'model=small': 1 });
    expect(await read('postaci_model_tokens_total')).toEqual({
      'model=small,direction=in': 500,
      'model=small,direction=out': 50,
    });
    expect((await read('postaci_model_cost_total'))['model=small']).toBeCloseTo(0.0015);

    const answers: Written[] = [
      { status: 'written', text: 'x', cached: false },
      { status: 'written', text: 'x', cached: true },
      { status: 'wait', code: 'MODEL_AWAY', reason: 'r', waitMs: 1 },
    ];
    const writer = metrics.writing.writer({
      write: async () => {
        await clock.run(clock.now() + 3_000);
        return answers.shift() ?? { status: 'refused', code: 'MODEL_UNPAID', reason: 'r' };
      },
    });
    const request = { instructions: '', conversation: [], maxTokens: 1 };
    for (let i = 0; i < 4; i++) await writer.write(request, new AbortController().signal);
    expect(await read('postaci_model_answers_total')).toEqual({
      ...{ 'outcome=written': 1, 'outcome=cached': 1, 'outcome=wait': 1, 'outcome=refused': 1 },
    });
    expect(await read('postaci_model_errors_total')).toEqual({
      'code=MODEL_AWAY': 1,
      'code=MODEL_UNPAID': 1,
    });
    expect(await read('postaci_model_answer_seconds_sum')).toEqual({ '': 3 });

    metrics.writing.stats.count('dropped', 'links');
    expect(await read('postaci_written_texts_total')).toEqual({ 'result=dropped,what=links': 1 });
  });

  test('count nothing more once they are stopped', async () => {
    const { tell, metrics, read } = metricsStage();
    metrics.stop();
    tell(intent({ state: 'sent' }));
    expect(await read('postaci_messages_total')).toEqual({});
  });
});

describe('metrics of how things are', () => {
  test('tell states with one line that is 1, and depths, lags and budgets', async () => {
    const { read, database } = metricsStage();
    database.glance = { ...database.glance, health: 'frozen', paused: ['reply'], leased: false };
    const health = await read('postaci_account_health');
    expect(Object.entries(health).filter(([, value]) => value === 1)).toEqual([
      ['health=frozen', 1],
    ]);
    expect(Object.keys(health)).toHaveLength(7);
    const services = await read('postaci_service_state');
    expect(services['service=reply,state=restarting']).toBe(1);
    expect(services['service=reply,state=running']).toBe(0);
    expect(await read('postaci_service_paused')).toEqual({
      'service=message': 0,
      'service=reply': 1,
    });
    expect(await read('postaci_lease_held')).toEqual({ '': 0 });
    expect((await read('postaci_queue_messages'))['state=queued']).toBe(2);
    expect((await read('postaci_restrictions'))['scope=peer']).toBe(3);
    expect(await read('postaci_inbox_lag_seconds')).toEqual({ '': 7 });
    expect(await read('postaci_last_sent_timestamp_seconds')).toEqual({ '': NOON / 1_000 });
    expect((await read('postaci_budget_spent'))['budget=messages-per-day']).toBe(5);
    const caps = await read('postaci_budget_cap');
    expect(caps['budget=messages-per-day']).toBe(50);
    expect(caps).not.toHaveProperty('budget=messages-per-hour');
  });

  test('say that all services are paused', async () => {
    const { read, database } = metricsStage();
    database.glance = { ...database.glance, paused: ['*'] };
    expect(await read('postaci_service_paused')).toEqual({
      'service=message': 1,
      'service=reply': 1,
    });
  });

  test('are given without a database, too: what only that knows is left out', async () => {
    const { read, render, database } = metricsStage();
    expect(await read('postaci_database_up')).toEqual({ '': 1 });
    database.before = () => Promise.reject(new Error('away'));
    const text = await render();
    expect(valuesOf(text, 'postaci_database_up')).toEqual({ '': 0 });
    expect(valuesOf(text, 'postaci_connection_up')).toEqual({ '': 1 });
    expect(valuesOf(text, 'postaci_database_read_failures_total')).toEqual({ '': 1 });
    expect(valuesOf(text, 'postaci_account_health')['health=ok']).toBe(1);
    for (const name of ['queue_messages', 'budget_spent', 'inbox_lag_seconds', 'lease_held']) {
      expect(valuesOf(text, `postaci_${name}`)).toEqual({});
    }
  });

  test('wait two seconds for a database that is stuck, and ask it no second time meanwhile', async () => {
    const { clock, database, render } = metricsStage();
    let answer: () => void = () => undefined;
    database.before = () => new Promise((resolve) => (answer = resolve));
    const scrapes = [render(), render()];
    await clock.run(NOON + DEADLINE_MS);
    for (const text of await Promise.all(scrapes)) {
      expect(valuesOf(text, 'postaci_database_up')).toEqual({ '': 0 });
      expect(valuesOf(text, 'postaci_database_read_seconds')).toEqual({ '': DEADLINE_MS / 1_000 });
    }
    expect(database.asked).toBe(1);
    database.before = async () => undefined;
    answer();
    const text = await render();
    expect(valuesOf(text, 'postaci_database_up')).toEqual({ '': 1 });
  });
});
