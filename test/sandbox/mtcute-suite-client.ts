import { InputMedia, Long, Photo } from '@mtcute/core';
import type { BaseTelegramClient } from '@mtcute/core/client.js';
import {
  checkPassword,
  commentText,
  deleteMessagesById,
  downloadAsBuffer,
  editMessage,
  forwardMessagesById,
  getHistory,
  getMe,
  getMessages,
  iterDialogs,
  logOut,
  resolvePeer,
  sendCode,
  sendMedia,
  signIn,
} from '@mtcute/core/methods.js';
import type { SandboxAccount, SandboxReady } from '../../src/sandbox/sandbox.js';
import { connectMtcute } from '../clients/mtcute.js';
import type { SeenMessage, SuiteClient } from './suite-client.js';

/** mtcute behind the suite's interface. */
export class MtcuteSuiteClient implements SuiteClient {
  readonly heard: string[] = [];
  readonly #client: BaseTelegramClient;

  private constructor(client: BaseTelegramClient) {
    this.#client = client;
    client.onRawUpdate.add(({ update }) => {
      if (update._ !== 'updateNewMessage' && update._ !== 'updateNewChannelMessage') return;
      if (update.message._ === 'message') this.heard.push(update.message.message);
    });
  }

  static async connect({ mtproto }: SandboxReady): Promise<SuiteClient> {
    return new MtcuteSuiteClient(await connectMtcute({ ...mtproto, updates: true }));
  }

  async logIn({ phone, code, password }: SandboxAccount): Promise<string> {
    const sent = await sendCode(this.#client, { phone });
    if (!('phoneCodeHash' in sent)) throw new Error('logged in without a code');
    const { phoneCodeHash } = sent;
    try {
      await signIn(this.#client, { phone, phoneCodeHash, phoneCode: code });
    } catch (error) {
      if (!password || !String(error).includes('SESSION_PASSWORD_NEEDED')) throw error;
      await checkPassword(this.#client, password);
    }
    await this.#client.startUpdatesLoop();
    return (await getMe(this.#client)).firstName;
  }

  async send(chat: string, message: string, randomId: bigint): Promise<number> {
    const answer = await this.#client.call({
      _: 'messages.sendMessage',
      peer: await resolvePeer(this.#client, chat),
      message,
      randomId: Long.fromString(String(randomId)),
    });
    if (answer._ === 'updateShortSentMessage') return answer.id;
    const updates = answer._ === 'updates' ? answer.updates : [];
    for (const update of updates) {
      if (update._ === 'updateMessageID' && update.randomId.toString() === String(randomId)) {
        return update.id;
      }
    }
    throw new Error(`no updateMessageID for ${randomId}`);
  }

  async sendPhoto(chat: string, bytes: Buffer, caption: string): Promise<number> {
    const media = InputMedia.photo(new Uint8Array(bytes), { caption, fileName: 'photo.png' });
    return (await sendMedia(this.#client, chat, media)).id;
  }

  async download(chat: string, id: number): Promise<Buffer> {
    const [message] = await getMessages(this.#client, chat, id);
    if (!(message?.media instanceof Photo)) throw new Error('there is no photo');
    return Buffer.from(await downloadAsBuffer(this.#client, message.media));
  }

  async history(chat: string): Promise<readonly SeenMessage[]> {
    const messages = await getHistory(this.#client, chat, { limit: 50 });
    return Array.from(messages, ({ id, text }) => ({ id, text }));
  }

  async edit(chatId: string, message: number, text: string): Promise<void> {
    await editMessage(this.#client, { chatId, message, text });
  }

  async delete(chat: string, id: number): Promise<void> {
    await deleteMessagesById(this.#client, chat, [id], { revoke: true });
  }

  async forward(fromChatId: string, id: number, toChatId: string): Promise<number> {
    const messages = [id];
    const [message] = await forwardMessagesById(this.#client, { fromChatId, messages, toChatId });
    if (!message) throw new Error('nothing was forwarded');
    return message.id;
  }

  async comment(channel: string, postId: number, text: string): Promise<number> {
    const [post] = await getMessages(this.#client, channel, postId);
    if (!post) throw new Error(`there is no post ${postId}`);
    return (await commentText(this.#client, post, text)).id;
  }

  async dialogTitles(): Promise<readonly string[]> {
    const titles: string[] = [];
    for await (const { peer } of iterDialogs(this.#client)) titles.push(peer.displayName);
    return titles;
  }

  markUpdates(): Promise<void> {
    return Promise.resolve();
  }

  /** It asks for differences itself. */
  missed(): Promise<readonly string[]> {
    return Promise.resolve(this.heard);
  }

  async logOut(): Promise<void> {
    await logOut(this.#client);
  }

  async isLoggedIn(): Promise<boolean> {
    try {
      await this.#client.call({ _: 'updates.getState' });
      return true;
    } catch {
      return false;
    }
  }

  destroy(): Promise<void> {
    return this.#client.destroy();
  }
}
