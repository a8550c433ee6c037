/** Why Telegram does not do what was asked: an rpc_error's code and text. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
}

export const refusal = (code: number, text: string): Refusal => ({ code, text });
