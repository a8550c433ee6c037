import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { deleteFor } from '../../src/sandbox/control/alter.js';
import { untilTrue } from '../sandbox/until-true.js';
import { type ConversingCustomer, conversingCustomer } from '../support/conversing-customer.js';
import { describePostgres } from '../support/databases.js';

// A sandbox, a login and a daemon: seconds on a busy machine.
jest.setTimeout(90_000);

const POST = 'Vapur seferleri bu sabah yeniden başladı, iskeleler kalabalık.';

describePostgres('comments under the posts of an agreed channel', () => {
  let stage: ConversingCustomer;
  beforeAll(async () => {
    stage = await conversingCustomer({
      lines: ({ ready }) => ({
        SERVICES: 'comment',
        ALLOWLIST_CHAT_IDS: '@gunun_haberi',
        COMMENT_MODE: 'approve',
        COMMENT_SCHEDULED: 'false',
        INSTANT_COMMENT_DELAY_SECONDS: 0,
        MAX_INSTANT_PER_CHAT_PER_HOUR: 10,
        MIN_INTERVAL_PER_CHAT_SECONDS: 0,
        OPENAI_BASE_URL: ready.model.baseUrl,
        LLM_MODEL: ready.model.names[0],
      }),
    });
  });
  afterAll(() => stage?.dispose());

  const draftOn = async (text: string) => {
    stage.says('gunun_haberi', 'gunun_haberi', text);
    await untilTrue(async () => (await stage.control.drafts()).some(({ post }) => post === text));
    const draft = (await stage.control.drafts()).find(({ post }) => post === text);
    if (!draft) throw new Error('it was there');
    return draft;
  };

  test('are written by the model, wait for the operator, and go under the post', async () => {
    const draft = await draftOn(POST);
    expect(draft).toMatchObject({
      service: 'comment',
      channel: { id: stage.idOf('gunun_haberi'), title: 'Günün Haberi' },
    });
    expect(draft.link).toMatch(/^https:\/\/t\.me\/gunun_haberi\/\d+$/);
    expect(draft.text.length).toBeGreaterThanOrEqual(30);
    expect(stage.saidTo('gunun_yorumu')).toEqual([]);

    await stage.control.approve(draft.id);
    expect(await stage.hears('gunun_yorumu', 1)).toEqual([draft.text]);
    const [comment] = stage.saidTo('gunun_yorumu');
    const root = stage.sandbox.world.state.message(comment?.replyTo);
    expect(root?.text).toBe(POST);
    await expect(stage.control.approve(draft.id)).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('are not sent when their post was deleted meanwhile', async () => {
    const draft = await draftOn('Pazar bugün erken açıldı, domates çok ucuzdu.');
    const [id] = draft.link.match(/\d+$/) ?? [];
    const post = { chat: 'gunun_haberi', from: 'gunun_haberi', ids: [Number(id)] };
    deleteFor(stage.sandbox.world, post);
    await untilTrue(async () => (await stage.control.drafts()).length === 0);
    await expect(stage.control.approve(draft.id)).rejects.toMatchObject({ code: 'USAGE' });
    expect((await stage.control.why({ about: 'id', id: draft.id })).sentences.at(-1)).toContain(
      'the post was deleted',
    );
  });

  test('are not sent when the operator rejects them', async () => {
    const draft = await draftOn('Bugün hava çok güzel, sahil boyunca yürüyüş yapanlar var.');
    await stage.control.reject(draft.id, 'not this one');
    expect((await stage.control.why({ about: 'id', id: draft.id })).sentences.at(-1)).toContain(
      'not this one',
    );
    expect(stage.textsTo('gunun_yorumu')).toHaveLength(1);
    expect(await stage.control.channels()).toMatchObject([
      { written: '@gunun_haberi', open: true, reason: null, channel: { title: 'Günün Haberi' } },
    ]);
    expect(await stage.control.checkChannels()).toMatchObject([
      { reachable: true, access: { member: true, canComment: true } },
    ]);
  });
});
