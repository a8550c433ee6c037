/** How Telegram has sent a login code. */
export type CodeChannel =
  | 'app'
  | 'sms'
  | 'call'
  | 'flash-call'
  | 'missed-call'
  | 'email'
  | 'fragment'
  | 'word';

/** What is known of a login code that was sent. */
export interface CodeRequest {
  readonly sentTo: CodeChannel;
  /** Digits, or undefined when Telegram does not say. */
  readonly length?: number;
  /** Whether answering `resend` has a code sent another way. */
  readonly canResend: boolean;
  readonly nextType?: CodeChannel;
  /** Seconds before it may be sent another way; 0 when now. */
  readonly timeoutSeconds: number;
  /** Why the last answer was not taken; absent the first time. */
  readonly problem?: string;
}

/** The questions of a login, whoever asks them: a terminal, the demo, a test. */
export interface LoginPrompts {
  /** International, `+` and digits. Only asked when the configuration has none. */
  phone(): Promise<string>;
  /** The digits; or `resend` for a code by the next way. */
  code(request: CodeRequest): Promise<string>;
  /** The two-step verification password; not shown while it is typed. */
  password(request: { readonly hint?: string; readonly problem?: string }): Promise<string>;
  /** Says something to the person. */
  notify(text: string): void;
}

/** The questions of a login by QR code: the phone number and the code are the scanning device's business. */
export interface QrLoginPrompts extends Pick<LoginPrompts, 'password'> {
  /**
   * Shows a code, in the place of the one before.
   * @param url `tg://login?token=…`: whoever opens it in Telegram lets this program in
   * @param expiresAt milliseconds since the epoch; another one follows before
   */
  showQr(url: string, expiresAt: number): Promise<void>;
}
