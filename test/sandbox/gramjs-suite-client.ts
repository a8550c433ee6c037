import bigInt from 'big-integer';
import { Api, type TelegramClient } from 'telegram';
import { CustomFile } from 'telegram/client/uploads.js';
import { NewMessage, type NewMessageEvent } from 'telegram/events/index.js';
import type { SandboxAccount, SandboxReady } from '../../src/sandbox/sandbox.js';
import { connectGramjs } from '../clients/gramjs.js';
import type { SeenMessage, SuiteClient } from './suite-client.js';

/** GramJS behind the suite's interface. */
export class GramjsSuiteClient implements SuiteClient {
  readonly heard: string[] = [];
  readonly #client: TelegramClient;
  #state: Api.updates.State | undefined;
  readonly #channelPts = new Map<string, number>();

  private constructor(client: TelegramClient) {
    this.#client = client;
    client.addEventHandler((event: NewMessageEvent) => {
      this.heard.push(event.message.message);
    }, new NewMessage({}));
  }

  static async connect({ mtproto }: SandboxReady): Promise<SuiteClient> {
    return new GramjsSuiteClient(await connectGramjs(mtproto));
  }

  async logIn({ phone, code, password }: SandboxAccount): Promise<string> {
    await this.#client.start({
      phoneNumber: () => Promise.resolve(phone),
      phoneCode: () => Promise.resolve(code),
      password: () => Promise.resolve(password ?? 'none'),
      onError: (error) => {
        throw error;
      },
    });
    const me = await this.#client.getMe();
    return me.firstName ?? '';
  }

  async send(chat: string, message: string, randomId: bigint): Promise<number> {
    const peer = await this.#client.getInputEntity(chat);
    const result = await this.#client.invoke(
      new Api.messages.SendMessage({ peer, message, randomId: bigInt(String(randomId)) }),
    );
    if (result instanceof Api.UpdateShortSentMessage) return result.id;
    return idOf(result, randomId);
  }

  async sendPhoto(chat: string, bytes: Buffer, caption: string): Promise<number> {
    const file = new CustomFile('photo.png', bytes.length, '', bytes);
    const message = await this.#client.sendFile(chat, { file, caption });
    return message.id;
  }

  async download(chat: string, id: number): Promise<Buffer> {
    const [message] = await this.#client.getMessages(chat, { ids: [id] });
    const bytes = message && (await this.#client.downloadMedia(message));
    if (!Buffer.isBuffer(bytes)) throw new Error('nothing was downloaded');
    return bytes;
  }

  async history(chat: string): Promise<readonly SeenMessage[]> {
    const messages = await this.#client.getMessages(chat, { limit: 50 });
    return Array.from(messages, ({ id, message }) => ({ id, text: message ?? '' }));
  }

  async edit(chat: string, message: number, text: string): Promise<void> {
    await this.#client.editMessage(chat, { message, text });
  }

  async delete(chat: string, id: number): Promise<void> {
    await this.#client.deleteMessages(chat, [id], { revoke: true });
  }

  async forward(fromPeer: string, id: number, to: string): Promise<number> {
    const randomId = bigInt(String(id + 1_000));
    const result = await this.#client.invoke(
      new Api.messages.ForwardMessages({
        fromPeer: await this.#client.getInputEntity(fromPeer),
        toPeer: await this.#client.getInputEntity(to),
        id: [id],
        randomId: [randomId],
      }),
    );
    return idOf(result, BigInt(randomId.toString()));
  }

  async comment(channel: string, commentTo: number, message: string): Promise<number> {
    return (await this.#client.sendMessage(channel, { message, commentTo })).id;
  }

  async dialogTitles(): Promise<readonly string[]> {
    const dialogs = await this.#client.getDialogs({});
    return dialogs.map(({ title }) => title ?? '');
  }

  async markUpdates(): Promise<void> {
    this.#state = await this.#client.invoke(new Api.updates.GetState());
    for (const dialog of await this.#client.getDialogs({})) {
      const id = dialog.entity instanceof Api.Channel ? dialog.entity.id.toString() : '';
      this.#channelPts.set(id, dialog.dialog.pts ?? 0);
    }
  }

  /** It does not do so itself, so the suite asks as an application has to. */
  async missed(): Promise<readonly string[]> {
    if (!this.#state) throw new Error('nothing was marked');
    const { pts, date, qts } = this.#state;
    const difference = await this.#client.invoke(new Api.updates.GetDifference({ pts, date, qts }));
    if (!(difference instanceof Api.updates.Difference)) return [];
    const common = textsOf(difference.newMessages);
    const named = difference.otherUpdates.filter(
      (update): update is Api.UpdateChannelTooLong => update instanceof Api.UpdateChannelTooLong,
    );
    const channels = await Promise.all(
      named.map(async ({ channelId }) => {
        const answer = await this.#client.invoke(
          new Api.updates.GetChannelDifference({
            channel: await this.#client.getInputEntity(`-100${channelId}`),
            filter: new Api.ChannelMessagesFilterEmpty(),
            pts: this.#channelPts.get(channelId.toString()) ?? 1,
            limit: 100,
          }),
        );
        return answer instanceof Api.updates.ChannelDifference ? textsOf(answer.newMessages) : [];
      }),
    );
    return [...common, ...channels.flat()];
  }

  async logOut(): Promise<void> {
    await this.#client.invoke(new Api.auth.LogOut());
  }

  isLoggedIn(): Promise<boolean> {
    return this.#client.isUserAuthorized();
  }

  destroy(): Promise<void> {
    return this.#client.destroy();
  }
}

function idOf(result: Api.TypeUpdates, randomId: bigint): number {
  const updates = result instanceof Api.Updates ? result.updates : [];
  const update = updates.find(
    (one): one is Api.UpdateMessageID =>
      one instanceof Api.UpdateMessageID && one.randomId?.toString() === String(randomId),
  );
  if (!update) throw new Error(`no updateMessageID for ${randomId}`);
  return update.id;
}

function textsOf(messages: readonly Api.TypeMessage[]): string[] {
  return messages.flatMap((message) => (message instanceof Api.Message ? message.message : []));
}
