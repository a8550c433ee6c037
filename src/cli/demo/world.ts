import type { Arrived } from './judge.js';

/** What `GET /world/messages` of the sandbox's control endpoint answers for each message. */
interface WorldMessage {
  readonly chat: number;
  readonly sender: number;
  readonly text: string;
  readonly random_id: string | null;
}

/** The messages of one account that really arrived. */
export async function arrivedFrom(controlUrl: string, account: number): Promise<Arrived[]> {
  const response = await fetch(new URL('/world/messages', controlUrl));
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  const messages = (await response.json()) as readonly WorldMessage[];
  return messages
    .filter((message) => message.sender === account)
    .map(({ chat, text, random_id: randomId }) => ({ chat, text, randomId }));
}
